import { ownText } from "../prompts/own-text.js";
import type { NodeFacts } from "../request/node-facts.js";
import { claimsOf, holdsClaim } from "./claims.js";
import { splitSentences } from "./split-sentences.js";
import {
  type Citations,
  type CitedLines,
  type GroundedSentence,
  groundingHash,
  hashOfLines,
  pointsNowhere,
  type TextGrounding,
} from "./text-grounding.js";

/**
 * `supported`: what it cites is unchanged, and has every name and number of it. `stale`: what it cites has changed. `unsupported`: it cites
 * nothing, or that lacks something. `unknown`: whoever wrote the text gave no citations. None of them says whether it is true.
 */
export type SentenceStanding = "supported" | "stale" | "unsupported" | "unknown";

/** A sentence of a text with what became of its citations. */
export interface JudgedSentence extends Citations {
  readonly text: string;
  readonly standing: SentenceStanding;
  /** Names and numbers that what it cites does not have. */
  readonly missing: readonly string[];
}

/** What is written of a node that is cited. */
export interface CitedText {
  readonly id: string;
  readonly signature?: string | null;
  readonly text: string;
  readonly summary: string;
}

/** What a text is compared with, as it is now. */
export interface JudgedAgainst {
  readonly node: Pick<NodeFacts, "id" | "name" | "path" | "signature" | "docstring" | "source" | "language">;
  /** `undefined` for a node that is gone, or of which nothing is written. */
  readonly textOf: (id: string) => CitedText | undefined;
}

/** Compares each sentence of a text with what it cites; no model is asked. */
export function judgeText(
  text: string,
  grounding: TextGrounding | null,
  { node, textOf }: JudgedAgainst,
): JudgedSentence[] {
  if (grounding === null || grounding.textHash !== groundingHash(text)) {
    const none = { lines: [], nodes: [], missing: [], standing: "unknown" } as const;
    return splitSentences(text).map((sentence) => ({ text: sentence, ...none }));
  }
  const own = ownText(node);
  const lines = own.source === "" ? [] : own.source.split("\n");
  return grounding.sentences.map((sentence) => {
    const { start, end, ...citations } = sentence;
    const said = text.slice(start, end);
    const found = findCited(sentence, { lines, docstring: own.docstring, textOf });
    const judged = { ...citations, ...found.moved, text: said };
    if (pointsNowhere(sentence)) return { ...judged, standing: "unsupported", missing: [] };
    if (found.isStale) return { ...judged, standing: "stale", missing: [] };
    const { id, name, path, signature } = node;
    const cited = [id, name, path, signature ?? "", ...found.texts].join("\n");
    const missing = claimsOf(said).filter((claim) => !holdsClaim(cited, claim));
    return { ...judged, standing: missing.length === 0 ? "supported" : "unsupported", missing };
  });
}

interface Found {
  readonly texts: readonly string[];
  readonly isStale: boolean;
  /** Lines where they stand now. */
  readonly moved: { readonly lines: readonly CitedLines[] };
}

function findCited(
  { lines: cited, nodes, docstring }: GroundedSentence,
  now: {
    readonly lines: readonly string[];
    readonly docstring: string;
    readonly textOf: JudgedAgainst["textOf"];
  },
): Found {
  const texts: string[] = [];
  let isStale = false;
  const moved = cited.map((each) => {
    const from = placeOfLines(each, now.lines);
    if (from === undefined) {
      isStale = true;
      return each;
    }
    const to = from + each.to - each.from;
    texts.push(...now.lines.slice(from - 1, to));
    return { ...each, from, to };
  });
  if (docstring !== undefined) {
    if (groundingHash(now.docstring) === docstring) texts.push(now.docstring);
    else isStale = true;
  }
  for (const { id, hash } of nodes) {
    const written = now.textOf(id);
    if (hash !== undefined && (written === undefined || groundingHash(written.summary) !== hash))
      isStale = true;
    else texts.push(id, written?.signature ?? "", written?.summary ?? "", written?.text ?? "");
  }
  return { texts, isStale, moved: { lines: moved } };
}

/** Where the cited lines stand now: in their place, or elsewhere in the source; `undefined` where they are gone. */
function placeOfLines({ from, to, hash }: CitedLines, lines: readonly string[]): number | undefined {
  const count = to - from + 1;
  const isAt = (first: number): boolean =>
    first >= 1 &&
    first - 1 + count <= lines.length &&
    hashOfLines(lines.slice(first - 1, first - 1 + count)) === hash;
  if (isAt(from)) return from;
  for (let first = 1; first - 1 + count <= lines.length; first++) if (isAt(first)) return first;
  return undefined;
}
