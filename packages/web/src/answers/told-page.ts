import type { Answer, FilePage, FolderPage, SourceFile } from "@stemma/pipeline";
import type { FileAnswer, FolderAnswer } from "../api/views.js";
import { markdownHtml } from "../source/markdown-html.js";
import { toldSource } from "../source/told-source.js";
import { toldPlace, toldRelated, toldSymbol } from "./told-place.js";
import { toldStanding } from "./told-standing.js";

/** A folder as its page shows it. */
export function toldFolder(page: Answer<FolderPage>): FolderAnswer {
  const { node, documentation, children, uses, standing } = page;
  return {
    view: "folder",
    place: toldPlace(node, ""),
    documentation: markdownHtml(documentation),
    parts: children.map((child) => toldPlace(child.node, child.summary)),
    uses: uses.map(({ fromId: from, toId: to, count }) => ({ from, to, count })),
    standing: toldStanding(standing),
  };
}

/** A file as its page shows it. */
export function toldFile(page: Answer<FilePage>, source: SourceFile | null): FileAnswer {
  const { node, documentation, summary, imports, importedBy, symbols, standing } = page;
  return {
    view: "file",
    place: toldPlace(node, summary),
    documentation: markdownHtml(documentation),
    imports: imports.map(toldRelated),
    importedBy: importedBy.map(toldRelated),
    symbols: symbols.map(toldSymbol),
    source: source === null ? null : toldSource(source, page),
    standing: toldStanding(standing),
  };
}
