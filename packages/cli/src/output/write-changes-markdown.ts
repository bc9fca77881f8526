import type { Changes, SymbolChange, WordPart } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

const signs = { added: "➕", modified: "✏️", deleted: "➖", callers: "↩️" } as const;

/** Words of what is the same that stay beside a change. */
const CONTEXT_WORDS = 8;
const MAX_FILES = 200;

/** What changed, as a text for a pull request. Texts of the tree are quoted as such: nothing in them is markup. */
export function writeChangesMarkdown({ stdout }: Pick<Terminal, "stdout">, { files }: Changes): void {
  const count = (change: SymbolChange["change"]): number =>
    files.flatMap(({ symbols }) => symbols).filter((symbol) => symbol.change === change).length;
  if (files.length === 0) {
    stdout.write("### What the code says\n\nNothing changed.\n");
    return;
  }
  const totals = `${count("modified")} changed, ${count("added")} added, ${count("deleted")} removed`;
  stdout.write(`### What the code says: ${totals}\n`);
  for (const { path, symbols } of files.slice(0, MAX_FILES)) {
    stdout.write(`\n**${code(path)}**\n\n`);
    for (const symbol of ordered(symbols)) stdout.write(symbolItem(symbol));
  }
  const left = files.length - MAX_FILES;
  if (left > 0) stdout.write(`\n… and ${left} more files.\n`);
}

/** Functions and classes before the file that holds them. */
function ordered(symbols: readonly SymbolChange[]): SymbolChange[] {
  const isWhole = ({ id }: SymbolChange): number => (id.includes("#") ? 0 : 1);
  return [...symbols].sort((one, other) => isWhole(one) - isWhole(other));
}

function symbolItem(symbol: SymbolChange): string {
  const { change, kind, formerId, signature, documentation, callers } = symbol;
  const former = formerId === null ? "" : `, formerly ${code(formerId)}`;
  const label = kind === "" ? "" : ` ${kind.toLowerCase()}`;
  const lines = [`- ${signs[change]} ${code(symbol.symbol)}${label}${former}`];
  if (signature?.before && signature.after)
    lines.push(`  ${code(signature.before)} → ${code(signature.after)}`);
  if (documentation !== null && change !== "deleted") lines.push(`  > ${words(documentation)}`);
  if (callers.gained.length > 0) lines.push(`  now called by ${callers.gained.map(code).join(", ")}`);
  if (callers.lost.length > 0 && change !== "deleted")
    lines.push(`  no longer called by ${callers.lost.map(code).join(", ")}`);
  return `${lines.join("\\\n")}\n`.replaceAll("\\\n  > ", "\n\n  > ");
}

function words(parts: readonly WordPart[]): string {
  const isNew = parts.every(({ change }) => change === "added");
  return parts
    .map(({ text, change }, index) => {
      const flat = text.replace(/\s+/gu, " ");
      if (isNew) return escaped(flat.trim());
      if (change === "same") return escaped(shortened(flat, index === 0, index === parts.length - 1));
      const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/u.exec(flat) ?? [];
      if (inner === "") return flat;
      const tag = change === "added" ? "ins" : "del";
      return `${before}<${tag}>${escaped(inner)}</${tag}>${after}`;
    })
    .join("");
}

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  const all = text.split(" ");
  const [start, end] = [isFirst ? 0 : CONTEXT_WORDS, isLast ? 0 : CONTEXT_WORDS];
  if (all.length <= start + end + 2) return text;
  return [...all.slice(0, start), "…", ...(end === 0 ? [] : all.slice(-end))].join(" ");
}

/** As code, whatever backticks are in it. */
function code(text: string): string {
  const shown = oneLine(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}

/** Neither markup nor a mention of somebody. */
function escaped(text: string): string {
  return oneLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    .replace(/[\\`*_{}[\]()#+!|~-]/gu, "\\$&")
    .replaceAll("://", ":\u200b//");
}
