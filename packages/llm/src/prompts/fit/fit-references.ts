import type { DocumentedReference } from "../../request/node-facts.js";
import { referenceName } from "../../request/reference-name.js";
import { summarize } from "../../summary.js";
import { countThatFit, lineTokens } from "./count-that-fit.js";
import type { FittedPart } from "./fit-lines.js";

/** Lengths to which summaries are shortened, in characters, until all of them fit. */
const SUMMARY_LENGTHS = [160, 110, 80, 60, 40] as const;
/** Room for the note. */
const NOTE_TOKENS = 16;

/**
 * A list within its budget, losing as little as can be: all summaries whole; else all of them shortened, alike; else
 * summaries for the first and names for the others; else as many names as fit, and how many there are besides.
 */
export function fitReferences(
  part: string,
  references: readonly DocumentedReference[],
  maxTokens: number,
): FittedPart {
  const whole = references.map((reference) => describeReference(reference));
  if (sum(whole) <= maxTokens) return { text: whole.join("\n"), shortening: null };
  const total = references.length;
  for (const length of SUMMARY_LENGTHS) {
    const lines = references.map((reference) => describeReference(reference, length));
    if (sum(lines) > maxTokens) continue;
    const shortened = lines.filter((line, index) => line !== whole[index]).length;
    return { text: lines.join("\n"), shortening: { part, total, shortened, namesOnly: 0, leftOut: 0 } };
  }
  return fitByName(part, references, maxTokens);
}

function fitByName(part: string, references: readonly DocumentedReference[], maxTokens: number): FittedPart {
  const total = references.length;
  const names = references.map((reference) => `- \`${referenceName(reference)}\``);
  let room = maxTokens - sum(names);
  if (room < 0) {
    const named = countThatFit(names, maxTokens - NOTE_TOKENS);
    const note = `[${total - named} more are not named here]`;
    const shortening = { part, total, shortened: 0, namesOnly: named, leftOut: total - named };
    return { text: [...names.slice(0, named), note].join("\n"), shortening };
  }
  let shortened = 0;
  const lines = references.map((reference, index) => {
    const name = names[index] ?? "";
    const line = describeReference(reference, SUMMARY_LENGTHS.at(-1));
    const costs = lineTokens(line) - lineTokens(name);
    if (costs > room) return name;
    room -= costs;
    if (line !== name) shortened += 1;
    return line;
  });
  const unsummarized = references.filter(({ summary }) => summary === null).length;
  const namesOnly = total - shortened - unsummarized;
  return { text: lines.join("\n"), shortening: { part, total, shortened, namesOnly, leftOut: 0 } };
}

/** The line of one reference in a list, with its summary in at most so many characters. */
export function describeReference(reference: DocumentedReference, maxCharacters?: number): string {
  const { summary } = reference;
  const name = referenceName(reference);
  if (summary === null || summary === "") return `- \`${name}\``;
  return `- \`${name}\`: ${maxCharacters === undefined ? summary : summarize(summary, maxCharacters)}`;
}

function sum(lines: readonly string[]): number {
  return lines.reduce((tokens, line) => tokens + lineTokens(line), 0);
}
