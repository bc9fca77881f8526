import type { Answer, Trace } from "@stemma/pipeline";
import * as z from "zod";
import { ANSWER_TOKENS } from "../answer/budget.js";
import { fitItems } from "../answer/fit-items.js";
import { changedPaths } from "../answer/standing-note.js";
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
    const { from, standing, isCut } = trace;
    const omitted = [
      ...(left > 0
        ? [`${left} steps had no room: ask with a smaller depth, or from one of the symbols here`]
        : []),
      ...(isCut
        ? [`there is more beyond depth ${limits.depth} or limit ${limits.limit}: give greater ones`]
        : []),
    ];
    const lines = items.map(({ depth: at, id, line, via }) => `${"  ".repeat(at - 1)}${id}:${line} ← ${via}`);
    const none = to === undefined ? "Nothing was found." : "No way of calls was found.";
    return {
      data: { from: from.id, steps: items },
      standing,
      omitted,
      text: lines.length === 0 ? none : `${from.id}\n${lines.join("\n")}`,
    };
  },
});

interface ShortStep {
  readonly depth: number;
  readonly id: string;
  readonly line: number;
  readonly via: string;
  readonly relation?: string;
  readonly confidence?: number;
  readonly stale?: string | undefined;
}

/** A relation is told where it is no call, a confidence where it is not certain. */
function stepsOf({ steps, standing }: Answer<Trace>): ShortStep[] {
  const changed = changedPaths(standing);
  return steps.map(({ depth, node, via, relation, confidence }) => ({
    depth,
    id: node.id,
    line: node.startLine ?? 1,
    via,
    ...(relation === "CALLS" ? {} : { relation: relation.toLowerCase() }),
    ...(confidence === 1 ? {} : { confidence }),
    ...(changed.has(node.path) ? { stale: changed.get(node.path) } : {}),
  }));
}
