import type { CompletionRequest } from "../request/completion-request.js";
import { isSmall } from "./is-small.js";

/**
 * Down to which kind of node a model writes; what is below is written by rule. `auto`: every kind, but no small definition that its author
 * has described.
 */
export type DocumentedLevel = "file" | "class" | "function" | "auto";

/** A docstring that says more than a name does, in characters. */
const SAYS_ENOUGH = 60;

/** Whether a node is written by rule, since a model is to write of larger ones alone. */
export function isBelowLevel(request: CompletionRequest, level: DocumentedLevel): boolean {
  const { label, docstring } = request.node;
  switch (level) {
    case "function":
      return false;
    case "class":
      return label === "FUNCTION";
    case "file":
      return label === "FUNCTION" || label === "CLASS";
    case "auto":
      return (docstring?.trim().length ?? 0) >= SAYS_ENOUGH && isSmall(request);
  }
}
