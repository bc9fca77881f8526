import type { RelatedSymbol, SymbolDescription } from "@stemma/pipeline";
import * as z from "zod";
import { ANSWER_TOKENS } from "../answer/budget.js";
import { callLinesOf } from "../answer/call-lines.js";
import { fitItems, fitLines } from "../answer/fit-items.js";
import { foreignLine } from "../answer/foreign-origin.js";
import { type Change, changedPaths } from "../answer/standing-note.js";
import { common, words } from "./arguments.js";
import { defineTool } from "./tool.js";

const PARTS = [
  "documentation",
  "source",
  "callers",
  "callees",
  "bases",
  "subclasses",
  "mentionedIn",
] as const;
type Part = (typeof PARTS)[number];
/** More of one name are listed by their ids. */
const MOST_DESCRIBED = 3;
/** Lines of one text that are told. */
const MOST_LINES = 5;
/** Tokens of each part of a symbol, where it is alone. */
const PART_TOKENS: Readonly<Record<Part, number>> = {
  documentation: 1_500,
  source: 4_000,
  callers: 1_200,
  callees: 1_200,
  bases: 500,
  subclasses: 800,
  mentionedIn: 800,
};

/** `symbol`: all that is known of a name. */
export const symbolTool = defineTool({
  name: "symbol",
  title: "Show a symbol",
  description:
    "Documentation, source, callers, callees, bases, subclasses and the texts that mention it (mentionedIn) of a file, folder, class or function, by id (src/a.py#Class.method), name, or path:line. An earlier version (at) has no sources.",
  isHeavy: false,
  input: z.looseObject({
    name: words,
    include: z
      .union([words, z.array(words)])
      .optional()
      .describe(`${PARTS.join(", ")}; default all`),
    at: common.at,
  }),
  output: { symbols: "array" },
  async answer({ name, include, at }, { project, options, lenient }) {
    const parts = lenient.valuesOf("include", include, PARTS) ?? PARTS;
    const shown = await project.show(name, { ...options, at, limit: MOST_DESCRIBED });
    const { standing, alsoNamed } = shown;
    const changed = changedPaths(standing);
    const omitted: string[] = [];
    const symbols = shown.map((symbol) =>
      partsOf(symbol, { parts, share: shown.length, change: changed.get(symbol.path), omitted }),
    );
    const others = fitItems(alsoNamed, ANSWER_TOKENS / 10);
    if (others.left > 0)
      omitted.push(`${others.left} more symbols of this name: give a longer name, with its file`);
    return {
      data: { symbols, ...(others.items.length > 0 ? { alsoNamed: others.items } : {}) },
      standing,
      omitted,
      links: shown.map(({ id }) => id),
      text: shown.map((symbol) => textOf(symbol, parts)).join("\n\n"),
    };
  },
});

interface PartsWanted {
  readonly parts: readonly Part[];
  /** How many symbols share the room. */
  readonly share: number;
  readonly change: Change | undefined;
  /** Takes what had no room. */
  readonly omitted: string[];
}

function partsOf(symbol: SymbolDescription, { parts, share, change, omitted }: PartsWanted): object {
  const { id, kind, path, startLine, endLine, signature, writtenBy, origin } = symbol;
  const known: Record<string, unknown> = {
    id,
    kind: kind.toLowerCase(),
    path,
    startLine,
    endLine,
    signature,
    writtenBy,
    origin,
  };
  if (change !== undefined) known["stale"] = change;
  for (const part of parts) {
    const budget = Math.floor(PART_TOKENS[part] / share);
    if (part === "documentation" || part === "source") {
      const { text, leftLines } = fitLines(symbol[part], budget);
      known[part] = text;
      if (leftLines > 0)
        omitted.push(`${id}: ${leftLines} lines of its ${part}; read ${path} from line ${startLine}`);
    } else {
      const short = part === "mentionedIn" ? shortMention : shortRelated;
      const { items, left } = fitItems(symbol[part].map(short), budget);
      known[part] = items;
      if (left > 0) omitted.push(`${id}: ${left} more ${part}; ${howToGet(part)}`);
    }
  }
  return known;
}

function howToGet(part: Part): string {
  if (part === "mentionedIn") return "search for the name with kind text";
  return part === "callers" || part === "callees"
    ? `trace with direction ${part} and depth 1`
    : "trace with direction impact";
}

/** Lines of its calls are in the file of whoever calls. */
function shortRelated({ id, line, confidence, callLines }: RelatedSymbol): object {
  return { id, line, ...callLinesOf(callLines), ...(confidence === 1 ? {} : { confidence }) };
}

/** A part of a text, and where in its file the name stands. */
function shortMention({ id, line, callLines }: RelatedSymbol): object {
  return { id, lines: callLines.length > 0 ? callLines.slice(0, MOST_LINES) : [line] };
}

function textOf(symbol: SymbolDescription, parts: readonly Part[]): string {
  const { id, startLine, endLine, signature, documentation, callers, callees, mentionedIn, origin } = symbol;
  const foreign = foreignLine(origin);
  const names = (related: readonly RelatedSymbol[]): string =>
    related.length === 0
      ? "none"
      : related
          .slice(0, 10)
          .map((each) => each.id)
          .join(", ");
  return [
    `${id} (lines ${startLine}–${endLine})${signature === null ? "" : `: ${signature}`}`,
    ...(parts.includes("documentation") ? [...(foreign === "" ? [] : [foreign]), documentation] : []),
    ...(parts.includes("callers") ? [`Called by: ${names(callers)}`] : []),
    ...(parts.includes("callees") ? [`Calls: ${names(callees)}`] : []),
    ...(parts.includes("mentionedIn") && mentionedIn.length > 0
      ? [`Mentioned in: ${names(mentionedIn)}`]
      : []),
  ].join("\n");
}
