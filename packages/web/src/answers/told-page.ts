import { type FilePage, type FolderPage, type SourceFile, withoutParts } from "@stemma/pipeline";
import type { StandingAnswer } from "../api/standing.js";
import type { FileAnswer, FolderAnswer } from "../api/views.js";
import { markdownHtml } from "../source/markdown-html.js";
import { toldSource } from "../source/told-source.js";
import { toldPlace, toldRelated, toldSymbol } from "./told-place.js";

/** A folder as its page shows it. */
export function toldFolder(page: FolderPage, standing: StandingAnswer): FolderAnswer {
  const { node, documentation, mentionedIn, children, uses } = page;
  return {
    view: "folder",
    place: toldPlace(node, ""),
    documentation: markdownHtml(withoutParts(documentation)),
    mentionedIn: mentionedIn.map(toldRelated),
    parts: children.map((child) => toldPlace(child.node, child.summary)),
    uses: uses.map(({ fromId: from, toId: to, count }) => ({ from, to, count })),
    standing,
  };
}

/** A file as its page shows it. */
export function toldFile(page: FilePage, source: SourceFile | null, standing: StandingAnswer): FileAnswer {
  const { node, documentation, summary, imports, importedBy, mentionedIn, symbols } = page;
  return {
    view: "file",
    place: toldPlace(node, summary),
    documentation: markdownHtml(withoutParts(documentation)),
    imports: imports.map(toldRelated),
    importedBy: importedBy.map(toldRelated),
    mentionedIn: mentionedIn.map(toldRelated),
    symbols: symbols.map(toldSymbol),
    source: source === null ? null : toldSource(source, page),
    standing,
  };
}
