import type { CallOptions } from "@stemma/core";
import type { CodeNode, GraphStore } from "@stemma/graph-store";
import {
  type CitedText,
  decodeGrounding,
  type JudgedAgainst,
  type TextGrounding,
} from "@stemma/llm/grounding";
import { maskSecrets } from "../secrets/mask-secrets.js";

/** What a text says of its sentences; `null` where it says nothing that can be read. */
export function groundingOf({
  grounding,
}: {
  readonly grounding?: string | undefined;
}): TextGrounding | null {
  return grounding === undefined ? null : decodeGrounding(grounding);
}

/** What is written of all that these groundings cite, by id. */
export async function readCited(
  graph: GraphStore,
  groundings: readonly (TextGrounding | null)[],
  options: CallOptions,
): Promise<JudgedAgainst["textOf"]> {
  const sentences = groundings.flatMap((grounding) => grounding?.sentences ?? []);
  const ids = [...new Set(sentences.flatMap(({ nodes }) => nodes.map(({ id }) => id)))];
  const texts = new Map<string, CitedText>();
  if (ids.length === 0) return () => undefined;
  const nodes = await graph.readNodes({ ids }, options);
  const signatures = new Map(nodes.map(({ id, signature }) => [id, signature]));
  for (const { nodeId: id, text, summary } of await graph.readDocumentation({ nodeIds: ids }, options))
    texts.set(id, { id, text, summary, signature: signatures.get(id) ?? null });
  return (id) => texts.get(id);
}

/** A node as a model was shown it. */
export function asShown(node: CodeNode): JudgedAgainst["node"] {
  const { id, name, path, language, signature, docstring, source } = node;
  const masked = (text: string | null): string | null => (text === null ? null : maskSecrets(text));
  return {
    id,
    name,
    path,
    language,
    signature: masked(signature),
    docstring: masked(docstring),
    source: maskSecrets(source),
  };
}
