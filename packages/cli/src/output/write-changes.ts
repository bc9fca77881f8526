import type { Changes, FileChange, SymbolChange } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { excerpt } from "./excerpt.js";
import { oneLine } from "./visible-text.js";
import { wordDifference } from "./word-difference.js";
import { writeDifferences } from "./write-differences.js";

/** How changes are written. */
export interface ChangesFlags {
  /** Files with how much changed in each. */
  readonly stat?: boolean;
  /** Paths alone. */
  readonly nameOnly?: boolean;
}

/** A symbol's sign, for what became of it. */
const changeSigns = { added: "+", modified: "~", deleted: "-", callers: "·" } as const;

const INDENT = 6;
const EXCERPT = 200;

/** What changed, by file and symbol: documentation by words, signature, callers. Other collections' documents stand below, by their ids. */
export function writeChanges(terminal: Terminal, changes: Changes, flags: ChangesFlags = {}): void {
  if (flags.nameOnly) {
    for (const { path } of changes.files) terminal.stdout.write(`${oneLine(path)}\n`);
    return;
  }
  writeOthers(terminal, changes, () => {
    if (flags.stat) writeStat(terminal, changes.files);
    else writeFiles(terminal, changes.files, (symbol) => writeSymbol(terminal, symbol));
  });
}

/** What changed, by file and symbol: one line each. */
export function writeChangedSymbols(terminal: Terminal, changes: Changes): void {
  writeOthers(terminal, changes, () =>
    writeFiles(terminal, changes.files, (symbol) =>
      terminal.stdout.write(`  ${symbolLine(terminal, symbol)}\n`),
    ),
  );
}

/** Around the tree's own: changed collections, and documents of others by their ids. */
function writeOthers(terminal: Terminal, changes: Changes, writeOwn: () => void): void {
  const own = new Set(changes.files.flatMap(({ symbols }) => symbols.flatMap(idsOf)));
  writeDifferences(terminal, { collections: changes.collections, documents: [] });
  writeOwn();
  const documents = changes.documents.filter(({ id }) => !own.has(id));
  writeDifferences(terminal, { collections: [], documents });
}

function idsOf({ id, formerId }: SymbolChange): string[] {
  return formerId === null ? [id] : [id, formerId];
}

function writeFiles(
  { stdout, colors }: Terminal,
  files: readonly FileChange[],
  write: (symbol: SymbolChange) => void,
): void {
  for (const { path, symbols } of files) {
    stdout.write(`${colors.bold(oneLine(path))}\n`);
    symbols.forEach(write);
  }
}

/** One line a symbol, then what of it changed. */
export function writeSymbol(terminal: Terminal, symbol: SymbolChange): void {
  const { stdout, colors } = terminal;
  const width = Math.max(40, (terminal.columns ?? 80) - INDENT);
  stdout.write(`  ${symbolLine(terminal, symbol)}\n`);
  const write = (text: string): void => stdout.write(`${" ".repeat(INDENT)}${text}\n`);
  const { documentation, signature, change } = symbol;
  if (signature !== null && change === "modified") {
    if (signature.before) write(colors.red(`- ${oneLine(signature.before)}`));
    if (signature.after) write(colors.green(`+ ${oneLine(signature.after)}`));
  }
  if (documentation !== null && change === "added") {
    write(colors.green(excerpt(documentation.map(({ text }) => text).join(""), EXCERPT)));
  } else if (documentation !== null && change === "modified") {
    for (const line of wordDifference(terminal, documentation, width)) write(line);
  }
  const { gained, lost } = symbol.callers;
  if (gained.length > 0) write(`now called by ${gained.map(oneLine).join(", ")}`);
  if (lost.length > 0 && change !== "deleted") write(`no longer called by ${lost.map(oneLine).join(", ")}`);
}

/** `~ Basket.total function (code only)` */
function symbolLine({ colors }: Terminal, symbol: SymbolChange): string {
  const paint = {
    added: colors.green,
    modified: colors.yellow,
    deleted: colors.red,
    callers: colors.dim,
  };
  const { change, kind, formerId, documentation, signature } = symbol;
  const notes = [
    ...(formerId === null ? [] : [`formerly ${oneLine(formerId)}`]),
    ...(change === "modified" && documentation === null && signature === null && symbol.hasOtherSource
      ? ["code only"]
      : []),
  ];
  const note = notes.length === 0 ? "" : colors.dim(` (${notes.join(", ")})`);
  const label = kind === "" ? "" : ` ${colors.dim(kind.toLowerCase())}`;
  return `${paint[change](changeSigns[change])} ${oneLine(symbol.symbol)}${label}${note}`;
}

function writeStat({ stdout, colors }: Terminal, files: readonly FileChange[]): void {
  const width = Math.max(0, ...files.map(({ path }) => oneLine(path).length));
  const count = (symbols: readonly SymbolChange[], change: SymbolChange["change"]): number =>
    symbols.filter((symbol) => symbol.change === change).length;
  const totals = { modified: 0, added: 0, deleted: 0 };
  const paint = { modified: colors.yellow, added: colors.green, deleted: colors.red };
  for (const { path, symbols } of files) {
    const shown = (["modified", "added", "deleted"] as const).flatMap((change) => {
      const number = count(symbols, change);
      totals[change] += number;
      return number === 0 ? [] : [paint[change](`${number} ${changeSigns[change]}`)];
    });
    stdout.write(` ${oneLine(path).padEnd(width)} | ${shown.join(", ") || "callers only"}\n`);
  }
  if (files.length === 0) return;
  const of = files.length === 1 ? "1 file" : `${files.length} files`;
  const { modified, added, deleted } = totals;
  stdout.write(` ${of}: ${modified} documented anew, ${added} added, ${deleted} removed\n`);
}
