import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

/** Most lines of one file that are told. */
const MOST_LINES = 5;

/** Lines of a file of the tree at `root` as `path:3, 8`, each a link where the terminal has links. */
export function placeLinks(
  { link, colors }: Terminal,
  root: string,
  { path, lines }: { readonly path: string; readonly lines: readonly number[] },
): string {
  const { href } = pathToFileURL(resolve(root, path));
  const told = lines.slice(0, MOST_LINES).map((line, index) => {
    const text = index === 0 ? `${oneLine(path)}:${line}` : `${line}`;
    return link(colors.cyan(text), `${href}#${line}`);
  });
  const left = lines.length - told.length;
  return `${told.join(", ")}${left > 0 ? `, ${left} more` : ""}`;
}
