import { parse } from "smol-toml";
import type { TextPart } from "../text-part.js";

/** A table of a TOML text. */
export type TomlTable = Readonly<Record<string, unknown>>;

/** What a TOML text says; nothing where it is not TOML. */
export function readToml(text: string): { readonly root: TomlTable; readonly hasSyntaxError: boolean } {
  try {
    return { root: parse(text), hasSyntaxError: false };
  } catch {
    return { root: {}, hasSyntaxError: true };
  }
}

/** A table within a table. */
export function tableOf(table: TomlTable, ...keys: readonly string[]): TomlTable {
  return keys.reduce<TomlTable>((outer, key) => {
    const inner = outer[key];
    return typeof inner === "object" && inner !== null ? (inner as TomlTable) : {};
  }, table);
}

/** The lines of a table's keys as parts of a text; the reader of TOML tells no places. */
export function scriptsOf(text: string, header: string): TextPart[] {
  const head = new RegExp(`^\\[${header.replaceAll(".", "\\s*\\.\\s*")}\\][^\\n]*\\n`, "mu").exec(text);
  if (head === null) return [];
  const from = head.index + head[0].length;
  const body = /^\[/mu.exec(text.slice(from));
  const inside = text.slice(from, body === null ? text.length : from + body.index);
  return [...inside.matchAll(/^[ \t]*(?:"([^"]+)"|([\w-]+))[ \t]*=[ \t]*([^\n]+)/gmu)].map(
    (match): TextPart => {
      const [line, quoted, bare = "", value = ""] = match;
      const start = from + match.index;
      const end = start + line.trimEnd().length;
      return { name: quoted ?? bare, kind: "script", parent: -1, start, end, signature: value.trim() };
    },
  );
}
