import type { Definition } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";

/** Where a definition stands. */
export type DefinitionRanges = Pick<
  Definition,
  "start" | "end" | "startLine" | "endLine" | "bodyStart" | "bodyEnd"
>;

/**
 * Where a definition stands.
 *
 * @param outer - the declaration that its source begins and ends with.
 * @param body - what a parent's own source leaves out, {@link NO_NODE} for none.
 */
export function definitionRanges(tree: SyntaxTree, outer: SyntaxNode, body: SyntaxNode): DefinitionRanges {
  const start = tree.start(outer);
  const end = tree.end(outer);
  const startLine = tree.startLine(outer);
  return {
    start,
    end,
    startLine,
    endLine: startLine + countNewlines(tree.text, start, end),
    bodyStart: body === NO_NODE ? end : tree.start(body),
    bodyEnd: body === NO_NODE ? end : tree.end(body),
  };
}

function countNewlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
