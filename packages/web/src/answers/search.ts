import type { SearchResult } from "@stemma/pipeline";
import type { SearchAnswer } from "../api/views.js";
import { excerpt } from "./excerpt.js";
import type { Answering } from "./question.js";
import { toldStanding } from "./told-standing.js";

/** While somebody types, and when they have asked. */
const SUGGESTED = 12;
const FOUND = 30;
/** Characters of a documentation beside its place. */
const EXCERPT = 240;

/** As somebody types: names and words, without a model. */
export const suggest: Answering<"suggest"> = {
  isHeavy: "at a ref",
  async answer({ project, given: { q, at }, options }) {
    const found = await project.suggest(q, { ...options, at, limit: SUGGESTED });
    const results = found.map(({ kind, ...result }) => ({ ...result, kind: kind.toLowerCase() }));
    return { view: "search", query: q, filter: null, results, standing: toldStanding(found.standing) };
  },
};

/** A question, answered by the model. */
export const search: Answering<"search"> = {
  isHeavy: "always",
  async answer({ project, given, options }) {
    const { q, at, path, language, kind, tests } = given;
    const noTests = tests === "no";
    const any = (value: string | undefined): readonly string[] | undefined =>
      value === undefined ? undefined : [value];
    const filter = { paths: any(path), languages: any(language), kinds: any(kind), noTests };
    const found = await project.search(q, { ...options, at, limit: FOUND, filter });
    return {
      view: "search",
      query: q,
      filter: { path: path ?? null, language: language ?? null, kind: kind ?? null, noTests },
      results: found.map(toldResult),
      standing: toldStanding(found.standing),
    };
  },
};

function toldResult(result: SearchResult): SearchAnswer["results"][number] {
  const { path, line, symbol, kind, documentation, score } = result;
  return {
    id: symbol === path ? path : `${path}#${symbol}`,
    path,
    line,
    symbol,
    kind: kind.toLowerCase(),
    summary: excerpt(documentation.split("\n\n", 1)[0] ?? "", EXCERPT),
    because: score === 1 ? "name" : "model",
  };
}
