import type { Unused } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { placeLinks } from "./place-link.js";
import { oneLine } from "./visible-text.js";

/** What nothing leads to, for people. */
export function writeUnused(
  terminal: Terminal,
  { nodes, isCut }: Unused,
  { root, limit }: { readonly root: string; readonly limit: number },
): void {
  const { stdout, colors } = terminal;
  for (const { id, kind, label, path, startLine } of nodes.slice(0, limit)) {
    const place = placeLinks(terminal, root, { path, lines: [startLine ?? 1] });
    stdout.write(`${oneLine(id)}  ${colors.dim(kind ?? label.toLowerCase())}  ${place}\n`);
  }
  if (nodes.length === 0) stdout.write("Everything is used by something in the tree.\n");
  const more = nodes.length - limit;
  if (more > 0) stdout.write(colors.dim(`… ${isCut ? "more than " : ""}${more} more: --limit\n`));
}
