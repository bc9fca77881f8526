import type { TextParts } from "../text-part.js";
import { readToml, scriptsOf, tableOf } from "./toml.js";

const SCRIPTS = ["project.scripts", "project.gui-scripts", "tool.poetry.scripts"];

/** A Python project by the commands that it installs. */
export function readPyproject(text: string): TextParts {
  const { root, hasSyntaxError } = readToml(text);
  const { description } = { ...tableOf(root, "tool", "poetry"), ...tableOf(root, "project") };
  const docstring = typeof description === "string" ? description : null;
  return { docstring, parts: SCRIPTS.flatMap((header) => scriptsOf(text, header)), hasSyntaxError };
}
