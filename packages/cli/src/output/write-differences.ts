import type { Differences } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

const signs = { added: "+", modified: "~", deleted: "-", renamed: ">" } as const;

/** What differs, one line each: `+ documentation  src/a.py#read`. */
export function writeDifferences(
  { stdout, colors }: Terminal,
  { collections, documents }: Differences,
): void {
  const paint = { added: colors.green, modified: colors.yellow, deleted: colors.red, renamed: colors.cyan };
  for (const { kind, name, from } of collections) {
    const former = from === undefined ? "" : `, formerly ${from}`;
    stdout.write(`${paint[kind](signs[kind])} collection ${oneLine(`${name}${former}`)}\n`);
  }
  for (const { kind, collection, id } of documents)
    stdout.write(`${paint[kind](signs[kind])} ${colors.dim(oneLine(collection))}  ${oneLine(id)}\n`);
}
