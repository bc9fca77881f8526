import type { RelatedSymbol, SymbolDescription } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { foreignText } from "./foreign-text.js";
import { oneLine } from "./visible-text.js";

/** Most lines of one caller that are told. */
const MOST_LINES = 5;

/** One symbol for people: where it stands, what it does, who uses it, and its source. */
export function writeDescription({ stdout, colors }: Terminal, description: SymbolDescription): void {
  const { kind, startLine, endLine, signature } = description;
  const id = oneLine(description.id);
  const path = oneLine(description.path);
  stdout.write(`${colors.bold(id)} ${colors.dim(kind.toLowerCase())}\n`);
  if (kind !== "FOLDER") stdout.write(`${colors.cyan(`${path}:${startLine}`)} to line ${endLine}\n`);
  if (signature !== null) stdout.write(`\n${signature}\n`);
  stdout.write(`\n${description.documentation}\n`);
  const { edited } = description;
  const when = edited === null ? ` ${description.writtenAt}` : "";
  stdout.write(colors.dim(`\nWritten by ${description.writtenBy}${when}\n`));
  if (edited?.isStale === true)
    stdout.write(
      colors.yellow("Stale: its source, or what is made of it, has changed since (stemma edit)\n"),
    );
  const { origin } = description;
  if (origin !== null && !origin.isMadeHere) stdout.write(`${colors.yellow(foreignText(origin))}\n`);
  writeRelated("Inherits from", description.bases);
  writeRelated("Subclasses", description.subclasses);
  const sitesOf = ({ path, line, callLines: [first = line, ...others] }: RelatedSymbol): string =>
    [`${path}:${first}`, ...others.slice(0, MOST_LINES - 1)].join(", ");
  writeRelated("Called by", description.callers, sitesOf);
  writeRelated("Calls", description.callees);
  writeRelated("Mentioned in", description.mentionedIn, sitesOf);
  if (description.source !== "") stdout.write(`\n${colors.dim(description.source)}\n`);

  function writeRelated(
    title: string,
    symbols: readonly RelatedSymbol[],
    placeOf = ({ path, line }: RelatedSymbol): string => `${path}:${line}`,
  ): void {
    if (symbols.length === 0) return;
    stdout.write(`\n${title}\n`);
    for (const symbol of symbols) {
      const doubt = symbol.confidence < 1 ? `  (confidence ${symbol.confidence.toFixed(2)})` : "";
      stdout.write(`  ${oneLine(symbol.id)}  ${colors.cyan(oneLine(placeOf(symbol)))}${doubt}\n`);
    }
  }
}
