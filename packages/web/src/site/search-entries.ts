import type { WikiPage } from "@stemma/pipeline";
import { toldPlace } from "../answers/told-place.js";
import type { Place } from "../api/place.js";

/** What an export's search knows of a place: its symbol (empty for a folder or file), its path, its kind, and what is documented of it. */
export type SearchEntry = readonly [symbol: string, path: string, kind: string, summary: string];

/** Longer summaries are cut. */
const LONGEST = 160;

/** The places of a page. */
export function searchEntries(page: WikiPage): SearchEntry[] {
  if (page.kind === "folder")
    return page.children
      .filter(({ node }) => node.label === "FOLDER")
      .map(({ node, summary }) => entryOf(toldPlace(node, summary)));
  const { node, summary, symbols } = page;
  return [toldPlace(node, summary), ...symbols.map((symbol) => toldPlace(symbol.node, symbol.summary))].map(
    entryOf,
  );
}

function entryOf({ symbol, path, kind, summary }: Place): SearchEntry {
  const words = summary.length > LONGEST ? `${summary.slice(0, LONGEST - 1)}…` : summary;
  return [symbol === path ? "" : symbol, path, kind, words];
}

/** The entries as a script, since pages opened as files may load nothing else. */
export function searchScript(entries: readonly SearchEntry[]): string {
  // What JSON lets pass and an old reader of scripts would take for the end of a line.
  const json = JSON.stringify(entries).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
  return `globalThis.stemmaSearch = ${json};\n`;
}
