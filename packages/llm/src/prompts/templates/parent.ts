import type { PromptTemplate } from "../prompt-template.js";
import { COMMON_PARTS } from "./common-parts.js";

/** A folder, file or class, by what it contains. */
export const PARENT: PromptTemplate = {
  name: "parent",
  parts: [
    COMMON_PARTS.surroundings,
    "Document the {{kind}} `{{name}}` ({{place}}). Say what it is for as a whole and how its parts work together; do not list them one by one.",
    COMMON_PARTS.docstring,
    COMMON_PARTS.children,
    COMMON_PARTS.bases,
    COMMON_PARTS.calls,
    COMMON_PARTS.imports,
    COMMON_PARTS.source,
    COMMON_PARTS.missing,
  ],
};
