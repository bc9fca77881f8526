import type { SearchResult } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { excerpt } from "./excerpt.js";
import { foreignText } from "./foreign-text.js";
import { oneLine } from "./visible-text.js";

/** Search results for people: place, symbol, score, and the beginning of the documentation. */
export function writeResults({ stdout, colors }: Terminal, results: readonly SearchResult[]): void {
  if (results.length === 0) stdout.write("Nothing that was documented has to do with it.\n");
  results.forEach(({ line, kind, score, documentation, origin, ...names }, position) => {
    const path = oneLine(names.path);
    const symbol = oneLine(names.symbol);
    const place = colors.cyan(kind === "FOLDER" ? path : `${path}:${line}`);
    const label =
      symbol === path ? kind.toLowerCase() : `${colors.bold(symbol)} ${colors.dim(kind.toLowerCase())}`;
    stdout.write(`${position + 1}. ${place}  ${label}  ${colors.dim(score.toFixed(2))}\n`);
    stdout.write(`   ${excerpt(documentation, 200)}\n`);
    if (!origin.isMadeHere) stdout.write(`   ${colors.yellow(foreignText(origin))}\n`);
  });
}
