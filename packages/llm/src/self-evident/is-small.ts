import type { CompletionRequest } from "../request/completion-request.js";
import { isLongerThan } from "../tokens/estimate-tokens.js";

/** Of its source alone. */
const MOST_SOURCE_TOKENS = 1_000;
/** Of parts, callees and bases with their summaries. */
const MOST_REFERENCES = 16;

/** Whether a definition is so small that several have room in one call. */
export function isSmall(request: CompletionRequest): boolean {
  const { node, children, calls, imports, bases, missing, again } = request;
  if (node.label !== "FUNCTION" && node.label !== "CLASS") return false;
  if (missing.length > 0 || again !== undefined) return false;
  if (children.length + calls.length + imports.length + bases.length > MOST_REFERENCES) return false;
  return !isLongerThan(`${node.source}\n${node.docstring ?? ""}`, MOST_SOURCE_TOKENS);
}
