import type { CallOptions } from "@stemma/core";
import type { CodeNode, Documentation, GraphStore } from "@stemma/graph-store";
import { type JudgedSentence, judgeText, unknownNames } from "@stemma/llm/grounding";
import { extractiveName } from "../index/embedding-text.js";
import { asShown, groundingOf, readCited } from "./cited-texts.js";
import type { DoubtfulText, TextsVerification } from "./texts-verification.js";
import { readTreeWords } from "./tree-words.js";

/** Texts that are compared at a time. */
const BATCH = 200;

/** How texts are verified. */
export interface VerifyTextsOptions extends CallOptions {
  /** What people wrote in place of what was made, of the nodes with these ids. */
  readonly textsOfPeople: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/**
 * Compares every sentence that is written of a tree with what it cites, and looks for names that stand nowhere in the tree. No model is
 * asked, and whether a sentence is true is not said.
 */
export async function verifyTexts(
  graph: GraphStore,
  { textsOfPeople, ...options }: VerifyTextsOptions,
): Promise<TextsVerification> {
  const words = await readTreeWords(graph, options);
  const texts = { total: 0, cited: 0, byRule: 0, ofPeople: 0, withoutCitations: 0 };
  const sentences = { supported: 0, stale: 0, unsupported: 0, unknown: 0 };
  const doubtful: DoubtfulText[] = [];
  for await (const batch of graph.streamDocumentation({ ...options, batchSize: BATCH })) {
    const ids = batch.map(({ nodeId }) => nodeId);
    const people = await textsOfPeople(ids);
    const nodes = new Map((await graph.readNodes({ ids }, options)).map((node) => [node.id, node]));
    const textOf = await readCited(graph, batch.map(groundingOf), options);
    for (const written of batch) {
      const node = nodes.get(written.nodeId);
      if (node === undefined) continue;
      texts.total += 1;
      const person = people.get(written.nodeId);
      const kind = person === undefined ? kindOf(written) : "ofPeople";
      texts[kind] += 1;
      if (kind === "byRule") continue;
      const text = person ?? written.text;
      const grounding = kind === "cited" ? groundingOf(written) : null;
      const judged = judgeText(text, grounding, { node: asShown(node), textOf });
      for (const { standing } of judged) sentences[standing] += 1;
      const { asCode, inProse } = unknownNames(text, (word) => words.has(word));
      const found = doubtfulOf(node, judged, [...asCode, ...inProse]);
      if (found !== null) doubtful.push(found);
    }
  }
  return { isSupported: doubtful.length === 0, texts, sentences, doubtful };
}

function kindOf(written: Documentation): "byRule" | "cited" | "withoutCitations" {
  if (written.provider === extractiveName) return "byRule";
  return groundingOf(written) === null ? "withoutCitations" : "cited";
}

function doubtfulOf(
  { id, path, startLine }: CodeNode,
  judged: readonly JudgedSentence[],
  names: readonly string[],
): DoubtfulText | null {
  const sentences = judged
    .filter(({ standing }) => standing === "stale" || standing === "unsupported")
    .map(({ text, standing, missing }) => ({ text, standing, missing }));
  if (sentences.length + names.length === 0) return null;
  return { id, path, line: startLine ?? 1, sentences, unknownNames: names };
}
