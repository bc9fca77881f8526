import type { CodeNode } from "@stemma/graph-store";
import type { CompletionRequest, DocumentedReference } from "@stemma/llm";
import { numberLines, ownText } from "@stemma/llm/grounding";
import type { ItemReference, WorkItem } from "./work-item.js";

/** Characters of a node's own source that an item has room for. */
const MOST_SOURCE = 16_000;
const MOST_REFERENCES = 60;
const MOST_USERS = 8;

/** What an item says besides its lease. */
export function buildItem(
  { startLine, endLine }: CodeNode,
  { node, parent, children, calls, imports, bases, usedBy }: CompletionRequest,
  present: string | null,
): Omit<WorkItem, "lease" | "leaseEndsAt"> {
  const { id, label: kind, path, signature } = node;
  // As models are shown it: what sentences cite is numbered.
  const own = ownText(node);
  const { source, linesLeft } = cut(numberLines(own.source));
  const as = (word: ItemReference["as"], references: readonly DocumentedReference[]): ItemReference[] =>
    references.map((each) => ({ id: each.id, as: word, summary: each.summary }));
  const dependsOn = [
    ...as("contains", children),
    ...as("inherits from", bases),
    ...as("calls", calls),
    ...as("imports", imports),
  ];
  return {
    id,
    kind,
    path,
    startLine,
    endLine,
    signature,
    docstring: own.docstring === "" ? null : own.docstring,
    source,
    sourceLinesLeft: linesLeft,
    owner: parent?.id ?? null,
    usedBy: usedBy.slice(0, MOST_USERS).map((each) => each.id),
    dependsOn: dependsOn.slice(0, MOST_REFERENCES),
    present,
  };
}

/** Whole lines, as many as there is room for. */
function cut(source: string): { readonly source: string; readonly linesLeft: number } {
  if (source.length <= MOST_SOURCE) return { source, linesLeft: 0 };
  const end = source.lastIndexOf("\n", MOST_SOURCE);
  const kept = source.slice(0, end > 0 ? end : MOST_SOURCE);
  return { source: kept, linesLeft: source.slice(kept.length).trim().split("\n").length };
}
