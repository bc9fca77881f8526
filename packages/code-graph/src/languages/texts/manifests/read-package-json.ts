import type { TextPart, TextParts } from "../text-part.js";
import { entriesOf, readYaml, textOf, valueOf } from "../yaml-map.js";

/** A package of npm's by its scripts. JSON is YAML, too, whose reader knows where what stands. */
export function readPackageJson(text: string): TextParts {
  const { root, hasSyntaxError } = readYaml(text);
  const parts = entriesOf(valueOf(root, "scripts")).map(({ key, value, start, end }): TextPart => {
    return { name: key, kind: "script", parent: -1, start, end, signature: textOf(value) ?? "" };
  });
  return { docstring: textOf(valueOf(root, "description")), parts, hasSyntaxError };
}
