import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { MatchingLine, SearchResult } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { excerpt } from "./excerpt.js";
import { foreignText } from "./foreign-text.js";
import { oneLine } from "./visible-text.js";
import { wrap } from "./wrap.js";

const INDENT = "   ";
const LONGEST_EXCERPT = 200;
/** On wider terminals a line is hard to follow. */
const WIDEST = 100;
const NARROWEST = 40;

/** How {@link writeResults} shows results. */
export interface ResultsOptions {
  /** Where the tree lies, for links. */
  readonly root: string;
  /** Show the lines that match, too. */
  readonly withSource: boolean;
}

/** Search results for people: place, symbol, score, what it does, and the lines of its source that say what was asked for. */
export function writeResults(
  terminal: Terminal,
  results: readonly SearchResult[],
  { root, withSource }: ResultsOptions,
): void {
  const { stdout, colors, columns } = terminal;
  const width = columns === undefined ? Infinity : Math.min(Math.max(columns, NARROWEST), WIDEST);
  if (results.length === 0) stdout.write("Nothing that was documented has to do with it.\n");
  results.forEach(({ line, kind, score, documentation, origin, matches, ...names }, position) => {
    const path = oneLine(names.path);
    const symbol = oneLine(names.symbol);
    const place = colors.cyan(kind === "FOLDER" ? path : `${path}:${line}`);
    const label =
      symbol === path ? kind.toLowerCase() : `${colors.bold(symbol)} ${colors.dim(kind.toLowerCase())}`;
    const url = `${pathToFileURL(resolve(root, names.path)).href}#${line}`;
    stdout.write(
      `${position + 1}. ${terminal.link(place, url)}  ${label}  ${colors.dim(score.toFixed(2))}\n`,
    );
    for (const each of wrap(excerpt(documentation, LONGEST_EXCERPT), width - INDENT.length))
      stdout.write(`${INDENT}${each}\n`);
    if (withSource) writeMatches(terminal, matches, width);
    if (!origin.isMadeHere) stdout.write(`${INDENT}${colors.yellow(foreignText(origin))}\n`);
  });
}

function writeMatches({ stdout, colors }: Terminal, matches: readonly MatchingLine[], width: number): void {
  const margin = Math.min(...matches.map(({ text }) => text.length - text.trimStart().length));
  const digits = String(matches.at(-1)?.line ?? 0).length;
  for (const { line, text, marks } of matches) {
    const room = width - INDENT.length - digits - 3;
    const shown = text.slice(margin);
    let written = "";
    let at = 0;
    for (const [from, to] of marks.map(([start, end]) => [start - margin, end - margin] as const)) {
      if (to > room) break;
      written += visible(shown.slice(at, from)) + colors.bold(visible(shown.slice(from, to)));
      at = to;
    }
    const rest = shown.length > room ? `${shown.slice(at, Math.max(at, room - 2))} …` : shown.slice(at);
    const number = colors.dim(`${String(line).padStart(digits)} │`);
    stdout.write(`${INDENT}${number} ${written}${visible(rest)}\n`);
  }
}

/** A tab is wider than other characters. */
function visible(text: string): string {
  return oneLine(text.replaceAll("\t", "    "));
}
