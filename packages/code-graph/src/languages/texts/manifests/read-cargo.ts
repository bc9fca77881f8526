import type { TextParts } from "../text-part.js";
import { readToml, tableOf } from "./toml.js";

/** A package of Cargo's: what it says of itself. */
export function readCargo(text: string): TextParts {
  const { root, hasSyntaxError } = readToml(text);
  const { description } = tableOf(root, "package");
  return { docstring: typeof description === "string" ? description : null, parts: [], hasSyntaxError };
}
