import type { NodeFacts } from "../request/node-facts.js";

/** Longer than any section that people read at once. */
const LONGEST = 8_000;
/** Of a file that says nothing of itself. */
const HEAD = 400;
/** Marks of a heading, alone on their line. */
const ADORNMENT = /^\s*([!-/:-@[-`{-~])\1*\s*$/u;

/**
 * What a text says, in its own words and with none added; `undefined` for code, and for a folder, of which its files tell.
 */
export function describeText(
  node: NodeFacts,
): { readonly text: string; readonly summary: string } | undefined {
  if (node.isText !== true || node.label === "FOLDER") return undefined;
  const { docstring, signature, source } = node;
  const body = node.label === "FILE" ? source.slice(0, HEAD) : bodyOf(node);
  const said = docstring ?? (body === "" ? (signature ?? node.name) : body);
  const text = said.slice(0, LONGEST).toWellFormed();
  return { text, summary: text };
}

/** Without the heading, which is its name. */
function bodyOf({ source, name, signature }: NodeFacts): string {
  const lines = source.split("\n");
  const isHeading = (line: string): boolean =>
    line.trim() === "" || ADORNMENT.test(line) || line.trim() === signature?.trim() || line.trim() === name;
  while (lines[0] !== undefined && isHeading(lines[0])) lines.shift();
  return lines.join("\n").trim();
}
