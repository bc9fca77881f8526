import type { Outline, OutlineEntry } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { placeLinks } from "./place-link.js";
import { oneLine } from "./visible-text.js";

/** What files define, for people: heads of definitions, each below what it stands in. */
export function writeOutline(terminal: Terminal, { files, more }: Outline, root: string): void {
  const { stdout, colors } = terminal;
  for (const { file, definitions } of files) {
    stdout.write(`${colors.bold(oneLine(file.path))}\n`);
    writeEntries(definitions, 1);
  }
  if (more > 0) stdout.write(colors.dim(`… ${more} more ${more === 1 ? "file" : "files"}: --limit\n`));

  function writeEntries(entries: readonly OutlineEntry[], depth: number): void {
    for (const { node, children } of entries) {
      const { kind, label, path, startLine } = node;
      const head = oneLine(node.signature ?? node.name);
      const place = placeLinks(terminal, root, { path, lines: [startLine ?? 1] });
      stdout.write(`${"  ".repeat(depth)}${head}  ${colors.dim(kind ?? label.toLowerCase())}  ${place}\n`);
      writeEntries(children, depth + 1);
    }
  }
}
