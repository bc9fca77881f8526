import { createHash } from "node:crypto";
import { decodeJson, withoutUndefined } from "@stemma/core";

/** Lines of a node's own source, counted from 1, and what stood there. */
export interface CitedLines {
  readonly from: number;
  readonly to: number;
  /** See {@link hashOfLines}. */
  readonly hash: string;
}

/** Something that a node contains or uses, and what its summary said. */
export interface CitedNode {
  readonly id: string;
  /** See {@link groundingHash}; absent where it had none that lasts: in a cycle, or where it could not be documented. */
  readonly hash?: string;
}

/** What a sentence stands on; nothing at all where it points nowhere. */
export interface Citations {
  readonly lines: readonly CitedLines[];
  readonly nodes: readonly CitedNode[];
  /** Hash of what its author wrote of the node, where the sentence stands on that. */
  readonly docstring?: string;
}

/** A sentence as it was answered. */
export interface CitedSentence extends Citations {
  readonly text: string;
}

/** A sentence by its place in the text, in code units. */
export interface GroundedSentence extends Citations {
  readonly start: number;
  readonly end: number;
}

/** What each sentence of a text stands on. */
export interface TextGrounding {
  /** Of the text that it belongs to: an edited one has none. */
  readonly textHash: string;
  readonly sentences: readonly GroundedSentence[];
}

const HASH_LENGTH = 16;

/** Enough of a SHA-256 to see that a text is another one. */
export function groundingHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
}

/** Of lines of a source, however far to the right they stand. */
export function hashOfLines(lines: readonly string[]): string {
  return groundingHash(lines.map((line) => line.trim()).join("\n"));
}

/** Whether nothing is there that the sentence could stand on. */
export function pointsNowhere({ lines, nodes, docstring }: Citations): boolean {
  return lines.length === 0 && nodes.length === 0 && docstring === undefined;
}

/** How many sentences of a grounding point nowhere; `Infinity` without one. */
export function countNowhere(encoded: string | undefined): number {
  const grounding = encoded === undefined ? null : decodeGrounding(encoded);
  return grounding === null ? Infinity : grounding.sentences.filter(pointsNowhere).length;
}

/** The places of answered sentences in the text that is kept, as it is stored; sentences that are not in it are left out. */
export function groundText(text: string, sentences: readonly CitedSentence[]): string {
  const grounded: GroundedSentence[] = [];
  let from = 0;
  for (const { text: said, lines, nodes, docstring } of sentences) {
    const start = text.indexOf(said, from);
    if (start === -1 || said === "") continue;
    from = start + said.length;
    grounded.push({ start, end: from, lines, nodes, ...withoutUndefined({ docstring }) });
  }
  return JSON.stringify({ textHash: groundingHash(text), sentences: grounded } satisfies TextGrounding);
}

/** What is stored, read again; `null` for what is no grounding: it may come from a history of somebody else. */
export function decodeGrounding(encoded: string): TextGrounding | null {
  let read: unknown;
  try {
    read = decodeJson(encoded);
  } catch {
    return null;
  }
  if (!isObject(read) || typeof read["textHash"] !== "string" || !Array.isArray(read["sentences"]))
    return null;
  const sentences = read["sentences"].map(sentenceIn);
  return sentences.some((sentence) => sentence === null)
    ? null
    : { textHash: read["textHash"], sentences: sentences as GroundedSentence[] };
}

function sentenceIn(given: unknown): GroundedSentence | null {
  if (!isObject(given)) return null;
  const { start, end, lines, nodes, docstring } = given;
  if (!isPlace(start) || !isPlace(end) || end < start) return null;
  if (!Array.isArray(lines) || !lines.every(isCitedLines)) return null;
  if (!Array.isArray(nodes) || !nodes.every(isCitedNode)) return null;
  return { start, end, lines, nodes, ...(typeof docstring === "string" ? { docstring } : {}) };
}

function isCitedLines(given: unknown): given is CitedLines {
  if (!isObject(given)) return false;
  const { from, to, hash } = given;
  return isPlace(from) && isPlace(to) && from >= 1 && to >= from && typeof hash === "string";
}

function isCitedNode(given: unknown): given is CitedNode {
  if (!isObject(given)) return false;
  const { id, hash } = given;
  return typeof id === "string" && (hash === undefined || typeof hash === "string");
}

function isPlace(given: unknown): given is number {
  return Number.isSafeInteger(given) && (given as number) >= 0;
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === "object" && given !== null && !Array.isArray(given);
}
