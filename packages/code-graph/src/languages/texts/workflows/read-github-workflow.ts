import { commentAtTop } from "../comment-above.js";
import type { TextParts } from "../text-part.js";
import { readYaml, textOf, valueOf } from "../yaml-map.js";
import { jobsBelow } from "./jobs.js";

/** A workflow of GitHub's by its jobs. */
export function readGithubWorkflow(text: string): TextParts {
  const { root, hasSyntaxError } = readYaml(text);
  const docstring = commentAtTop(text, "#") ?? textOf(valueOf(root, "name"));
  return { docstring, parts: jobsBelow(text, valueOf(root, "jobs")), hasSyntaxError };
}
