import type { CompletionRequest } from "../request/completion-request.js";
import { estimateTokens } from "../tokens/estimate-tokens.js";
import { templateFor } from "./choose-template.js";
import { shareBudget } from "./fit/share-budget.js";
import { emptyParts, type GrowingPart, type GrowingVariable, growingParts } from "./growing-parts.js";
import { kindOf, nameOf, placeOf, surroundingsOf } from "./place.js";
import type { PromptShortening } from "./prompt-shortening.js";
import { fillTemplate, type PromptTemplate, variablesOf } from "./prompt-template.js";
import { QUESTIONS } from "./questions.js";
import { fenceFor } from "./quoting.js";
import { SYSTEM_PROMPT } from "./templates/system-prompt.js";

/** A prompt for a chat model. */
export interface Prompt {
  readonly system: string;
  readonly user: string;
  /** What had to be shortened to stay within the budget; empty when nothing. */
  readonly shortened: readonly PromptShortening[];
}

/**
 * Renders a request in at most `maxTokens`, as {@link estimateTokens} reckons. What doesn't fit is shortened, never
 * silently: the prompt says what is missing, and `shortened` says it to the caller.
 */
export function renderPrompt(request: CompletionRequest, maxTokens = 6_000): Prompt {
  const { node } = request;
  const template = templateFor(request);
  const used = new Set(template.parts.flatMap(variablesOf));
  const fixed = {
    kind: kindOf(request),
    name: nameOf(request),
    place: placeOf(request),
    surroundings: surroundingsOf(request),
    question: QUESTIONS[node.label],
    signature: node.signature ?? "",
    language: node.language ?? "text",
  };
  const parts = Object.entries(growingParts(request)).filter(([name]) => used.has(name)) as [
    GrowingVariable,
    GrowingPart,
  ][];
  const fence = fenceFor([fixed.surroundings, ...parts.map(([, { whole }]) => whole)]);
  const frame = estimateTokens(
    [SYSTEM_PROMPT, ...framesOf(template, parts, fixed), ...Object.values(fixed)]
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
    system: SYSTEM_PROMPT,
    user: fillTemplate(template, values),
    shortened: fitted.flatMap(([, { shortening }]) => (shortening === null ? [] : [shortening])),
  };
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
