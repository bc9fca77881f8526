import type { SearchResult } from "@stemma/pipeline";
import * as z from "zod";
import { ANSWER_TOKENS } from "../answer/budget.js";
import { fitItems, fitLines } from "../answer/fit-items.js";
import { foreignOrigin } from "../answer/foreign-origin.js";
import { movedSince, readCursor, writeCursor } from "../answer/page-cursor.js";
import { changedPaths } from "../answer/standing-note.js";
import { common, words } from "./arguments.js";
import { defineTool } from "./tool.js";

const KINDS = ["folder", "file", "class", "function", "text"] as const;
/** Tokens of a documentation in a list: what the rest says is for `symbol`. */
const EXCERPT_TOKENS = 160;

/** `search`: the places that answer a question. */
export const searchTool = defineTool({
  name: "search",
  title: "Search the documentation",
  description:
    "Finds the files, classes, functions and texts that answer a question in natural language, or that a name or place means (Class.method, src/a.py:12).",
  isHeavy: true,
  input: z.looseObject({
    query: words,
    limit: common.limit.describe("1–50, default 8"),
    kind: z
      .union([words, z.array(words)])
      .optional()
      .describe(KINDS.join(", ")),
    path: z
      .union([words, z.array(words)])
      .optional()
      .describe("folder, file or glob"),
    tests: z.boolean().optional().describe("false: leave tests out"),
    at: common.at,
    cursor: common.cursor,
  }),
  output: { results: "array" },
  async answer(given, { project, options, lenient }) {
    const limit = lenient.count("limit", given.limit, { least: 1, most: 50, usual: 8 });
    const kinds = lenient.valuesOf("kind", given.kind, KINDS);
    const paths = typeof given.path === "string" ? [given.path] : given.path;
    const { query, at, tests } = given;
    const place = readCursor(given, given.cursor);
    const found = await project.search(query, {
      ...options,
      at,
      limit: place.offset + limit + 1,
      filter: { kinds, paths, noTests: tests === false },
    });
    const { standing } = found;
    const changed = changedPaths(standing);
    const page = found.slice(place.offset, place.offset + limit).map((result) => ({
      ...excerptOf(result),
      ...(changed.has(result.path) ? { stale: changed.get(result.path) } : {}),
    }));
    const { items: results, left } = fitItems(page, ANSWER_TOKENS);
    const end = place.offset + results.length;
    const nextCursor =
      found.length > end ? writeCursor(given, { offset: end, commit: standing.commit }) : undefined;
    return {
      data: { results, nextCursor },
      standing,
      omitted: [
        ...(left > 0 ? [`${left} results had no room: ask on with nextCursor`] : []),
        ...movedSince(place, standing.commit),
      ],
      links: results.map(({ id }) => id),
      text:
        results.length === 0
          ? "Nothing in the documentation has to do with this. Ask in the words that the code may use, or with a part of a name."
          : results.map(lineOf).join("\n"),
    };
  },
});

function excerptOf({ path, line, symbol, kind, score, documentation, origin }: SearchResult): {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly kind: string;
  readonly score: number;
  readonly documentation: string;
  readonly origin?: object;
} {
  const { text, leftLines } = fitLines(documentation, EXCERPT_TOKENS);
  return {
    id: symbol === path ? path : `${path}#${symbol}`,
    path,
    line,
    kind: kind.toLowerCase(),
    score: Math.round(score * 1_000) / 1_000,
    documentation: leftLines > 0 ? `${text} …` : text,
    ...foreignOrigin(origin),
  };
}

function lineOf({ id, line, documentation }: ReturnType<typeof excerptOf>): string {
  return `${id} (line ${line}): ${documentation.split("\n", 1)[0] ?? ""}`;
}
