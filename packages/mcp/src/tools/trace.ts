import type { Answer, Trace } from "@stemma/pipeline";
import * as z from "zod";
import { ANSWER_TOKENS } from "../answer/budget.js";
import { callLinesOf } from "../answer/call-lines.js";
import { fitItems } from "../answer/fit-items.js";
import { changedPaths } from "../answer/standing-note.js";
import { whatWasCut } from "../answer/what-was-cut.js";
import { common, words } from "./arguments.js";
import { defineTool } from "./tool.js";

const DIRECTIONS = ["callers", "callees", "impact"] as const;

/** `trace`: who calls, what is called, what may break, and by which way. */
export const traceTool = defineTool({
  name: "trace",
  title: "Trace calls",
  description:
    "Follows calls from a symbol (a class or file: with all it defines): its callers, its callees, or impact: all that may break where it changes. With to: a shortest way of calls there.",
  isHeavy: false,
  input: z.looseObject({
    symbol: words,
    to: words.optional(),
    direction: words.optional().describe(`${DIRECTIONS.join(", ")}; default callers`),
    depth: z.number().optional().describe("1–20, default 3 (with to: 10)"),
    limit: common.limit.describe("most symbols, default 60"),
    at: common.at,
  }),
  output: { from: "string", steps: "array" },
  async answer({ symbol, to, direction, depth, limit, at }, { project, options, lenient }) {
    const limits = {
      depth: lenient.count("depth", depth, { least: 1, most: 20, usual: to === undefined ? 3 : 10 }),
      limit: lenient.count("limit", limit, { least: 1, most: 500, usual: to === undefined ? 60 : 500 }),
    };
    const [wanted = "callers"] = lenient.valuesOf("direction", direction, DIRECTIONS) ?? [];
    const request = { ...options, ...limits, at };
    const trace = await (to === undefined
      ? project.trace(symbol, { ...request, direction: wanted })
      : project.tracePath(symbol, to, request));
    const { items, left } = fitItems(stepsOf(trace), ANSWER_TOKENS);
    const { from, standing } = trace;
    const omitted = [
      ...(left > 0
        ? [`${left} steps had no room: ask with a smaller depth, or from one of the symbols here`]
        : []),
      ...whatWasCut(trace, limits),
    ];
    const none = to === undefined ? "Nothing was found." : "No way of calls was found.";
    return {
      data: { from: from.id, steps: items },
      standing,
      omitted,
      text: items.length === 0 ? none : `${from.id}\n${items.map(lineOf).join("\n")}`,
    };
  },
});

interface ShortStep {
  readonly depth: number;
  readonly id: string;
  readonly line: number;
  readonly via: string;
  readonly callLines?: readonly number[];
  readonly relation?: string;
  readonly confidence?: number;
  readonly stale?: string | undefined;
}

/** Lines of the calls, in the file of whoever calls; a relation is told where it is no call, a confidence where it is not certain. */
function stepsOf({ steps, standing }: Answer<Trace>): ShortStep[] {
  const changed = changedPaths(standing);
  return steps.map(({ depth, node, via, relation, confidence, site }) => ({
    depth,
    id: node.id,
    line: node.startLine ?? 1,
    via,
    ...callLinesOf(site.lines),
    ...(relation === "CALLS" ? {} : { relation: relation.toLowerCase() }),
    ...(confidence === 1 ? {} : { confidence }),
    ...(changed.has(node.path) ? { stale: changed.get(node.path) } : {}),
  }));
}

/** Whoever sees the text alone must not take a possibility for a call. */
function lineOf({ depth, id, line, via, relation, confidence }: ShortStep): string {
  const notes = [
    ...(relation === undefined ? [] : [relation]),
    ...(confidence === undefined ? [] : [`possible, ${confidence}`]),
  ];
  return `${"  ".repeat(depth - 1)}${id}:${line} ← ${via}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`;
}
