import { createHash } from "node:crypto";
import { TEMPLATES } from "./choose-template.js";
import type { PromptTemplate } from "./prompt-template.js";
import { QUESTIONS } from "./questions.js";
import { ASKING_AGAIN, CITING_PROMPT } from "./templates/citing-prompt.js";
import { SYSTEM_PROMPT } from "./templates/system-prompt.js";

/** Hash of the wording of prompts, hexadecimal. */
export function hashPrompts(
  systemPrompt: string,
  templates: readonly PromptTemplate[],
  questions: Readonly<Record<string, string>> = QUESTIONS,
): string {
  return createHash("sha256")
    .update(JSON.stringify([systemPrompt, templates, questions]))
    .digest("hex")
    .slice(0, 16);
}

/** Hash of the wording of all prompts: part of what decides whether a text is out of date. */
export const PROMPT_VERSION = hashPrompts(SYSTEM_PROMPT, TEMPLATES);

/** The same where sentences are asked for with what they stand on. */
export const CITING_PROMPT_VERSION = hashPrompts(
  [SYSTEM_PROMPT, CITING_PROMPT, ASKING_AGAIN].join("\n"),
  TEMPLATES,
);

/**
 * Wordings whose texts nobody need pay for again: a new one that asks for the same text adds the version before it here.
 * `b231efebdf9d9201`: 0.1.0, which did not say what is data. `f5715698654efe34`: did not say where a node stands.
 * `7f125f549d1c8148`: said it behind the question. `9711782c619b2481`, `3baac32f489c6983`: said it at more length, without and with
 * citations.
 */
export const EARLIER_PROMPT_VERSIONS: readonly string[] = [
  "b231efebdf9d9201",
  "f5715698654efe34",
  "7f125f549d1c8148",
  "9711782c619b2481",
  "3baac32f489c6983",
];
