import type { AskedAgain, CompletionRequest } from "../request/completion-request.js";
import { estimateTokens } from "../tokens/estimate-tokens.js";
import { templateFor } from "./choose-template.js";
import { shareBudget } from "./fit/share-budget.js";
import { emptyParts, type GrowingPart, type GrowingVariable, growingParts } from "./growing-parts.js";
import { kindOf, nameOf, placeOf, surroundingsOf } from "./place.js";
import type { PromptShortening } from "./prompt-shortening.js";
import { fillTemplate, type PromptTemplate, variablesOf } from "./prompt-template.js";
import { QUESTIONS } from "./questions.js";
import { fenceFor, quotable } from "./quoting.js";
import { ASKING_AGAIN, CITING_PROMPT } from "./templates/citing-prompt.js";
import { SYSTEM_PROMPT } from "./templates/system-prompt.js";

/** A prompt for a chat model. */
export interface Prompt {
  readonly system: string;
  readonly user: string;
  /** What had to be shortened to stay within the budget; empty when nothing. */
  readonly shortened: readonly PromptShortening[];
}

/** How a request is put into words. */
export interface RenderOptions {
  /** Ask for sentences with what they stand on. */
  readonly isCiting?: boolean | undefined;
}

/**
 * Renders a request in at most `maxTokens`, as {@link estimateTokens} reckons. What doesn't fit is shortened, never
 * silently: the prompt says what is missing, and `shortened` says it to the caller.
 */
export function renderPrompt(
  request: CompletionRequest,
  maxTokens = 6_000,
  { isCiting = false }: RenderOptions = {},
): Prompt {
  const { node } = request;
  const system = isCiting ? `${SYSTEM_PROMPT}\n${CITING_PROMPT}` : SYSTEM_PROMPT;
  const template = templateFor(request);
  const used = new Set(template.parts.flatMap(variablesOf));
  const fixed = {
    kind: kindOf(request),
    name: nameOf(request),
    place: placeOf(request),
    surroundings: surroundingsOf(request),
    question: QUESTIONS[node.label === "TEXT" ? "FILE" : node.label],
    signature: node.signature ?? "",
    language: node.language ?? "text",
  };
  const parts = Object.entries(growingParts(request, isCiting)).filter(([name]) => used.has(name)) as [
    GrowingVariable,
    GrowingPart,
  ][];
  const again: QuotedAgain = againOf(request.again);
  const fence = fenceFor([
    fixed.surroundings,
    again.answer,
    again.nowhere,
    ...parts.map(([, { whole }]) => whole),
  ]);
  const ending = request.again === undefined ? [] : [askingAgain(again, fence)];
  const frame = estimateTokens(
    [system, ...framesOf(template, parts, fixed), ...Object.values(fixed), ...ending]
      .join("\n\n")
      .replaceAll("{{fence}}", fence),
  );
  const claims = new Map(parts.map(([name, { tokens, weight }]) => [name, { weight, tokens }]));
  const shares = shareBudget(claims, maxTokens - frame);
  const fitted = parts.map(([name, { fit }]) => [name, fit(shares.get(name) ?? 0)] as const);
  const values = {
    ...emptyParts,
    ...fixed,
    fence,
    ...Object.fromEntries(fitted.map(([name, { text }]) => [name, text])),
  };
  return {
    system,
    user: [fillTemplate(template, values), ...ending].join("\n\n"),
    shortened: fitted.flatMap(([, { shortening }]) => (shortening === null ? [] : [shortening])),
  };
}

interface QuotedAgain {
  readonly answer: string;
  readonly nowhere: string;
}

function againOf(again: AskedAgain | undefined): QuotedAgain {
  if (again === undefined) return { answer: "", nowhere: "" };
  return { answer: quotable(again.text), nowhere: quotable(again.nowhere.join("\n")) };
}

function askingAgain({ answer, nowhere }: QuotedAgain, fence: string): string {
  const values: Readonly<Record<string, string>> = { fence, answer, nowhere };
  return ASKING_AGAIN.replaceAll(/\{\{(\w+)\}\}/gu, (_match, name: string) => values[name] ?? "");
}

/** The parts of a template that will be there, with their variables still open. */
function framesOf(
  template: PromptTemplate,
  parts: readonly (readonly [GrowingVariable, GrowingPart])[],
  fixed: Readonly<Record<string, string>>,
): string[] {
  const isEmpty = new Set([
    ...parts.filter(([, { whole }]) => whole === "").map(([name]): string => name),
    ...Object.entries(fixed).flatMap(([name, value]) => (value === "" ? [name] : [])),
  ]);
  return template.parts.filter((part) => !variablesOf(part).some((name) => isEmpty.has(name)));
}
