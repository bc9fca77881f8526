import type { CompletionRequest } from "../request/completion-request.js";
import { estimateTokens } from "../tokens/estimate-tokens.js";
import { templateFor } from "./choose-template.js";
import { shareBudget } from "./fit/share-budget.js";
import { emptyParts, type GrowingPart, type GrowingVariable, growingParts } from "./growing-parts.js";
import type { PromptShortening } from "./prompt-shortening.js";
import { fillTemplate, variablesOf } from "./prompt-template.js";
import { fenceFor, quotableName } from "./quoting.js";
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
    kind: node.label.toLowerCase(),
    name: quotableName(node.name),
    signature: node.signature ?? "",
    language: node.language ?? "text",
  };
  const parts = Object.entries(growingParts(request)).filter(([name]) => used.has(name)) as [
    GrowingVariable,
    GrowingPart,
  ][];
  const fence = fenceFor(parts.map(([, { whole }]) => whole));
  const frame = estimateTokens(
    `${SYSTEM_PROMPT}\n${template.parts.join("\n\n").replaceAll("{{fence}}", fence)}\n${Object.values(fixed).join(" ")}`,
  );
  const claims = new Map(
    parts.map(([name, { whole, weight }]) => [name, { weight, tokens: estimateTokens(whole) * 1.1 + 1 }]),
  );
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
