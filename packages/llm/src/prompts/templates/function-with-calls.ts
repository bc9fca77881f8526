import type { PromptTemplate } from "../prompt-template.js";
import { COMMON_PARTS } from "./common-parts.js";

/** A function that calls others of the code base, whose summaries are known. */
export const FUNCTION_WITH_CALLS: PromptTemplate = {
  name: "function-with-calls",
  parts: [
    COMMON_PARTS.surroundings,
    "Document the {{kind}} `{{name}}` ({{place}}). Say what it takes, gives, changes and raises, and to what end it calls the others.",
    COMMON_PARTS.docstring,
    COMMON_PARTS.calls,
    COMMON_PARTS.children,
    COMMON_PARTS.source,
    COMMON_PARTS.missing,
  ],
};
