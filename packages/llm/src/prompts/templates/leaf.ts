import type { PromptTemplate } from "../prompt-template.js";
import { COMMON_PARTS } from "./common-parts.js";

/** A node that contains and calls nothing of the code base. */
export const LEAF: PromptTemplate = {
  name: "leaf",
  parts: [
    COMMON_PARTS.surroundings,
    "Document the {{kind}} `{{name}}` ({{place}}). {{question}}",
    COMMON_PARTS.docstring,
    COMMON_PARTS.bases,
    COMMON_PARTS.imports,
    COMMON_PARTS.source,
    COMMON_PARTS.missing,
  ],
};
