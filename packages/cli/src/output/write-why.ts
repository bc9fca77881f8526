import type { ExplainedNode, ExplainedSentence, ExplainedText } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

const STANDING = {
  supported: "",
  stale: "  stale: what it cites has changed",
  unsupported: "  unsupported",
  unknown: "  no citations",
} as const satisfies Record<ExplainedSentence["standing"], string>;

/** The chain from each sentence to lines of files, for people. */
export function writeWhy(terminal: Terminal, texts: readonly ExplainedText[]): void {
  const { stdout, colors } = terminal;
  for (const [index, text] of texts.entries()) {
    if (index > 0) stdout.write("\n");
    writeNode(terminal, text, "");
    const names = text.unknownNames.map(oneLine);
    if (names.length > 0) stdout.write(`${colors.yellow(`Nowhere in the tree: ${names.join(", ")}`)}\n`);
  }
}

function writeNode(terminal: Terminal, node: ExplainedNode, indent: string): void {
  const { stdout, colors } = terminal;
  const place = colors.cyan(oneLine(`${node.path}:${node.line}`));
  stdout.write(
    `${indent}${colors.bold(oneLine(node.id))}  ${place}  ${colors.dim(oneLine(node.writtenBy))}\n`,
  );
  for (const sentence of node.sentences) writeSentence(terminal, sentence, `${indent}  `);
}

function writeSentence(terminal: Terminal, sentence: ExplainedSentence, indent: string): void {
  const { stdout, colors } = terminal;
  const { standing, missing, lines, isOfAuthor, nodes } = sentence;
  const lacks = missing.length === 0 ? "" : ` (not in what it cites: ${missing.map(oneLine).join(", ")})`;
  const mark = colors.yellow(`${STANDING[standing]}${lacks}`);
  stdout.write(`${indent}${oneLine(sentence.text)}${mark}\n`);
  const inner = `${indent}  `;
  for (const { path, from, to } of lines)
    stdout.write(`${inner}${colors.cyan(oneLine(`${path}:${from === to ? from : `${from}-${to}`}`))}\n`);
  if (isOfAuthor) stdout.write(`${inner}what its author wrote\n`);
  for (const node of nodes) writeNode(terminal, node, inner);
}
