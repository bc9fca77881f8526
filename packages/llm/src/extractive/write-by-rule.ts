import { type Completion, noUsage } from "../completion.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { summarize } from "../summary.js";
import { describeText } from "../texts/describe-text.js";
import { describeNode } from "./describe-node.js";

/** Name and model of what writes by rule. */
export const EXTRACTIVE = "extractive";

/** The text of a node from the code alone; costs nothing. */
export function writeByRule(request: CompletionRequest): Completion {
  const { summary, text } = describeText(request.node) ?? describeNode(request);
  const writtenBy = { provider: EXTRACTIVE, model: EXTRACTIVE };
  return { text, summary: summarize(summary), usage: noUsage, writtenBy };
}
