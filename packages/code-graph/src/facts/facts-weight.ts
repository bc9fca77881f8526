import type { FileFacts } from "./file-facts.js";

/** About how many objects the facts of a file are; with what belongs to them, some two hundred bytes each. */
export function weightOf({ definitions, scopes, calls, attributes, imports }: FileFacts): number {
  return (
    20 +
    12 * definitions.length +
    6 * scopes.length +
    8 * calls.length +
    6 * attributes.length +
    imports.length
  );
}
