/** A sentence as a model gives it. */
export interface AnsweredSentence {
  readonly text: string;
  readonly cites: readonly string[];
}

/** An answer in the schema. */
export interface CitedAnswer {
  readonly summary: readonly AnsweredSentence[];
  readonly details: readonly AnsweredSentence[];
}

const SENTENCES = {
  type: "array",
  items: {
    type: "object",
    properties: {
      text: { type: "string", description: "one sentence" },
      cites: { type: "array", items: { type: "string" }, description: 'for example ["3-5", "Reader.close"]' },
    },
    required: ["text", "cites"],
    additionalProperties: false,
  },
} as const;

/** JSON Schema of a {@link CitedAnswer}; within what services take that keep strictly to schemas. */
export const ANSWER_SCHEMA = {
  type: "object",
  properties: { summary: SENTENCES, details: SENTENCES },
  required: ["summary", "details"],
  additionalProperties: false,
} as const;

/** JSON Schema of answers to several, each by the number of its node. */
export const TOGETHER_SCHEMA = {
  type: "object",
  properties: {
    texts: {
      type: "array",
      items: {
        type: "object",
        properties: { node: { type: "integer" }, summary: SENTENCES, details: SENTENCES },
        required: ["node", "summary", "details"],
        additionalProperties: false,
      },
    },
  },
  required: ["texts"],
  additionalProperties: false,
} as const;

/** `"plain"`: it is no JSON, but prose; `"broken"`: it began as JSON and is none. */
export type ReadAnswer = CitedAnswer | "plain" | "broken";

/** Reads an answer, with or without fences around it. */
export function readCitedAnswer(answer: string): ReadAnswer {
  const read = readJson(answer);
  return typeof read === "string" ? read : (toCitedAnswer(read) ?? "broken");
}

/** Reads the answers to so many nodes, by their places; `null` for one that is missing or has not the form. */
export function readAnswersTogether(
  answer: string,
  count: number,
): (CitedAnswer | null)[] | "plain" | "broken" {
  const read = readJson(answer);
  if (typeof read === "string") return read;
  const { texts } = read as { readonly texts?: unknown };
  if (!Array.isArray(texts)) return "broken";
  const answers = new Map<number, CitedAnswer | null>();
  for (const each of texts) {
    const { node } = (each ?? {}) as { readonly node?: unknown };
    if (typeof node === "number" && !answers.has(node)) answers.set(node, toCitedAnswer(each));
  }
  return Array.from({ length: count }, (_, index) => answers.get(index + 1) ?? null);
}

function readJson(answer: string): object | "plain" | "broken" {
  const json = withoutFence(answer.trim());
  if (!json.startsWith("{")) return "plain";
  try {
    return JSON.parse(json) as object;
  } catch {
    return "broken";
  }
}

/** What was read of an answer, where it has the form of one. */
export function toCitedAnswer(read: unknown): CitedAnswer | null {
  if (typeof read !== "object" || read === null) return null;
  const { summary, details } = read as Record<string, unknown>;
  const first = sentencesIn(summary);
  const rest = details === undefined ? [] : sentencesIn(details);
  return first === null || rest === null || first.length + rest.length === 0
    ? null
    : { summary: first, details: rest };
}

/** Between the first fence and the last, where the answer is nothing else. */
function withoutFence(text: string): string {
  return /^```[a-z]*\n([\s\S]*?)\n?```$/iu.exec(text)?.[1]?.trim() ?? text;
}

function sentencesIn(given: unknown): AnsweredSentence[] | null {
  if (!Array.isArray(given)) return null;
  const sentences = given.map(sentenceIn);
  if (sentences.includes(null)) return null;
  return (sentences as AnsweredSentence[]).filter(({ text }) => text !== "");
}

function sentenceIn(given: unknown): AnsweredSentence | null {
  if (typeof given !== "object" || given === null) return null;
  const { text, cites } = given as Record<string, unknown>;
  if (typeof text !== "string" || !Array.isArray(cites)) return null;
  const known = cites.filter((cite) => typeof cite === "string" || typeof cite === "number");
  return { text: text.replaceAll(/\s+/gu, " ").trim(), cites: known.map(String) };
}
