import { introductionOf } from "../../../discover/introduction.js";
import type { TextParts } from "../text-part.js";

/** A text without marks: it is one. */
export function readPlain(text: string): TextParts {
  return { docstring: introductionOf(text), parts: [] };
}
