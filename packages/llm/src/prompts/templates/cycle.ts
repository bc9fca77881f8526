import type { PromptTemplate } from "../prompt-template.js";
import { COMMON_PARTS } from "./common-parts.js";

/** A node that others depend on and that depends on them. */
export const CYCLE: PromptTemplate = {
  name: "cycle",
  parts: [
    COMMON_PARTS.surroundings,
    "Document the {{kind}} `{{name}}` ({{place}}). It depends on these, and they on it: {{members}}. Say what they do together, what is its part in that, and where the cycle ends.",
    COMMON_PARTS.docstring,
    COMMON_PARTS.children,
    COMMON_PARTS.bases,
    COMMON_PARTS.calls,
    COMMON_PARTS.imports,
    COMMON_PARTS.source,
    COMMON_PARTS.missing,
  ],
};
