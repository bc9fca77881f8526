import { type Document, isMap, isScalar, parseDocument, type YAMLMap } from "yaml";

/** A key of a mapping with where it and its value stand. */
export interface YamlEntry {
  readonly key: string;
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
}

/** Reads YAML or JSON without making values of it: aliases are not followed, so that no text grows when it is read. */
export function readYaml(text: string): { readonly root: YAMLMap | null; readonly hasSyntaxError: boolean } {
  const document: Document = parseDocument(text, { logLevel: "silent", uniqueKeys: false });
  return {
    root: isMap(document.contents) ? document.contents : null,
    hasSyntaxError: document.errors.length > 0,
  };
}

/** The entries of a mapping, in their order; none of what is no mapping. */
export function entriesOf(map: unknown): YamlEntry[] {
  if (!isMap(map)) return [];
  return map.items.flatMap(({ key, value }) => {
    const keyRange = isScalar(key) ? key.range : null;
    if (!isScalar(key) || keyRange == null) return [];
    const range = (value as { readonly range?: readonly number[] | null } | null)?.range;
    return { key: String(key.value), value, start: keyRange[0], end: range?.[1] ?? keyRange[1] };
  });
}

/** The value of a key of a mapping. */
export function valueOf(map: unknown, key: string): unknown {
  return isMap(map) ? map.get(key, true) : undefined;
}

/** A text; `null` for anything else. */
export function textOf(value: unknown): string | null {
  return isScalar(value) && typeof value.value === "string" && value.value.trim() !== ""
    ? value.value.trim()
    : null;
}

/** The whole lines that an entry stands on. */
export function linesAround(
  text: string,
  { start, end }: YamlEntry,
): { readonly start: number; readonly end: number } {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  return { start: from, end: from + text.slice(from, end).trimEnd().length };
}
