import type { Answer, FilePage, StemmaProject, SymbolDescription } from "@stemma/pipeline";
import type { PlaceAnswer, SymbolAnswer } from "../api/views.js";
import { sourceOf } from "../source/source-of.js";
import { toldSource } from "../source/told-source.js";
import type { Answering } from "./question.js";
import { toldFile, toldFolder } from "./told-page.js";
import { toldSymbol } from "./told-place.js";
import { toldStanding } from "./told-standing.js";

/** More of one name are not listed. */
const MOST_OF_A_NAME = 50;

/** A folder, a file, or a symbol, by id or by name. */
export const place: Answering<"place"> = {
  isHeavy: "at a ref",
  async answer({ project, given: { id, at }, options }): Promise<PlaceAnswer> {
    const asked = { ...options, at };
    const shown = await project.show(id, { ...asked, limit: MOST_OF_A_NAME });
    const [described, ...others] = shown;
    if (described === undefined || others.length > 0)
      return {
        view: "several",
        name: id,
        places: shown.map(namedPlace),
        standing: toldStanding(shown.standing),
      };
    const page = await project.overview(described.path, asked);
    if (described.kind === "FOLDER" && page.kind === "folder")
      return toldFolder(page, toldStanding(page.standing));
    if (page.kind !== "file") throw new Error(`"${described.path}" holds "${described.id}" and is no file`);
    const source = await sourceOf(project, described.path, asked);
    if (described.kind === "FILE") return toldFile(page, source, toldStanding(page.standing));
    return toldDescription(described, page, source);
  },
};

function toldDescription(
  described: SymbolDescription,
  page: Answer<FilePage>,
  source: Awaited<ReturnType<StemmaProject["source"]>> | null,
): SymbolAnswer {
  const symbol = page.symbols.find(({ node }) => node.id === described.id);
  if (symbol === undefined) throw new Error(`"${described.id}" is not on the page of its file`);
  const { writtenBy, writtenAt, origin, subclasses, startLine, endLine } = described;
  return {
    view: "symbol",
    symbol: toldSymbol(symbol),
    writtenBy,
    writtenAt,
    isMadeHere: origin?.isMadeHere ?? true,
    subclasses: subclasses.map(({ id, path, line, confidence }) => {
      const symbolName = id.slice(path.length + 1);
      return { id, path, symbol: symbolName, kind: "class", line, summary: "", confidence, lines: [] };
    }),
    source: source === null ? null : toldSource(source, page, [startLine, endLine]),
    standing: toldStanding(page.standing),
  };
}

function namedPlace({ id, path, kind, startLine, documentation }: SymbolDescription): {
  id: string;
  path: string;
  symbol: string;
  kind: string;
  line: number;
  summary: string;
} {
  const symbol = id === path ? path : id.slice(path.length + 1);
  const summary = documentation.split("\n", 1)[0] ?? "";
  return { id, path, symbol, kind: kind.toLowerCase(), line: startLine, summary };
}
