import { MOST_LINES } from "@stemma/graph-store";
import { mentionReference } from "./program/mention-reference.js";
import type { AskedTree } from "./queries/asked-tree.js";

/** Ids of what one part of a text names, with the lines where it does. */
export function mentionedBy(tree: AskedTree, unit: number, owner: number): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>();
  const { mentions } = tree.file(unit).facts;
  if (mentions === undefined) return found;
  const path = tree.numbers.pathOf(unit);
  for (const mention of mentions) {
    const reference = mention.owner === owner ? mentionReference(path, mention) : null;
    const id = reference === null ? null : tree.queries.mentioned(reference);
    if (id === null || id === path || id.startsWith(`${path}#`)) continue;
    const lines = found.get(id);
    if (lines === undefined) found.set(id, [mention.line]);
    else if (lines.length < MOST_LINES && lines.at(-1) !== mention.line) lines.push(mention.line);
  }
  return found;
}
