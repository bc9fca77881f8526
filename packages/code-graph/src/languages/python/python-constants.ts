import { NO_NODE } from "../../parse/syntax-tree.js";
import { addConstant } from "../shared/add-constant.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import type { PythonWalker } from "./python-context.js";
import { readDocstringOf, readSignature } from "./python-text.js";

/** A comment that tools take for the words of what follows. */
const DOC_COMMENT = /(?:^|\n)((?:[ \t]*#:[^\n]*\n)+)[ \t]*$/;

/** Adds names of the module that somebody has described: by a string below, or by `#:` above. */
export function addConstants({ tree, facts }: PythonWalker): void {
  const statements = tree.children(tree.root);
  statements.forEach((statement, at) => {
    const assignment = tree.type(statement) === "expression_statement" ? tree.firstChild(statement) : NO_NODE;
    if (assignment === NO_NODE || tree.type(assignment) !== "assignment") return;
    const target = tree.firstChild(assignment);
    const ranges = definitionRanges(tree, statement, statement);
    const docstring =
      readDocstringOf(tree, statements[at + 1] ?? NO_NODE) ?? commentAbove(tree.text, ranges.start);
    if (tree.type(target) !== "identifier" || docstring === null) return;
    const signature = readSignature(tree.text, ranges.start, ranges.end);
    addConstant(facts, { is: "constant", name: tree.textOf(target), ...ranges, signature, docstring });
  });
}

function commentAbove(text: string, offset: number): string | null {
  const lines = DOC_COMMENT.exec(text.slice(Math.max(0, offset - 2_000), offset))?.[1];
  const said = lines?.replaceAll(/^[ \t]*#:[ \t]?/gm, "").trim() ?? "";
  return said === "" ? null : said;
}
