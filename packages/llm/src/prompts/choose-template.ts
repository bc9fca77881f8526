import type { CompletionRequest } from "../request/completion-request.js";
import type { PromptTemplate } from "./prompt-template.js";
import { CYCLE } from "./templates/cycle.js";
import { FUNCTION_WITH_CALLS } from "./templates/function-with-calls.js";
import { LEAF } from "./templates/leaf.js";
import { PARENT } from "./templates/parent.js";

/** Every prompt there is. */
export const TEMPLATES: readonly PromptTemplate[] = [LEAF, PARENT, FUNCTION_WITH_CALLS, CYCLE];

/** The prompt that fits a request. */
export function templateFor({ node, cycle, calls, children }: CompletionRequest): PromptTemplate {
  if (cycle !== null && cycle.members.length > 1) return CYCLE;
  if (node.label === "FUNCTION" && calls.length > 0) return FUNCTION_WITH_CALLS;
  return children.length > 0 ? PARENT : LEAF;
}
