import type { SymbolRevision } from "@stemma/pipeline";
import * as z from "zod";
import { ANSWER_TOKENS } from "../answer/budget.js";
import { fitItems, fitLines } from "../answer/fit-items.js";
import { common, words } from "./arguments.js";
import { shortChange } from "./short-change.js";
import { defineTool, type ToolCall } from "./tool.js";

/** Tokens of what was documented of a symbol then. */
const TEXT_TOKENS = 300;

/** `history`: the commits of the index, or those in which a symbol changed. */
export const historyTool = defineTool({
  name: "history",
  title: "History of the documentation",
  description:
    "Commits of the index, the newest first, with the commits of git that they document; with symbol: those in which it changed, through renames, and how.",
  isHeavy: true,
  input: z.looseObject({
    symbol: words.optional(),
    limit: common.limit.describe("1–200, default 20"),
    at: common.at,
  }),
  output: { commits: "array" },
  async answer({ symbol, limit, at }, call) {
    const { project, options, lenient } = call;
    const most = lenient.count("limit", limit, { least: 1, most: 200, usual: 20 });
    const ref = at === undefined ? {} : { ref: at };
    const found =
      symbol === undefined
        ? (await logOf(call, { limit: most, ...ref })).map((commit) => ({ commit }))
        : await project.symbolHistory(symbol, { ...options, ...ref });
    const shown = found.slice(0, most);
    const git = await project.gitCommits(shown.map(({ commit }) => commit));
    const { items: commits, left } = fitItems(
      shown.map((revision) => ({
        commit: revision.commit.hash,
        date: revision.commit.date,
        author: revision.commit.author.name,
        message: revision.commit.message.split("\n", 1)[0] ?? "",
        git: git.get(revision.commit.hash)?.commit ?? null,
        ...("change" in revision ? changeOf(revision) : {}),
      })),
      ANSWER_TOKENS,
    );
    const more = left + found.length - shown.length;
    return {
      data: { commits },
      standing: await project.standing(),
      omitted: more > 0 ? [`${more} more: ask with at: ${commits.at(-1)?.commit ?? ""}`] : [],
      text: commits.map(({ commit, date, message }) => `${commit.slice(0, 8)} ${date} ${message}`).join("\n"),
    };
  },
});

function logOf(
  { project, options }: ToolCall,
  wanted: { readonly limit: number; readonly ref?: string },
): Promise<SymbolRevision["commit"][]> {
  return project.openHistory().then((versions) => versions.log({ ...options, ...wanted }));
}

function changeOf({ change, documentation }: SymbolRevision): object {
  return {
    ...shortChange(change),
    documentation: documentation === null ? null : fitLines(documentation, TEXT_TOKENS).text,
  };
}
