import { isMap } from "yaml";
import { commentAtTop } from "../comment-above.js";
import type { TextParts } from "../text-part.js";
import { entriesOf, readYaml, valueOf } from "../yaml-map.js";
import { jobPart } from "./jobs.js";

/** What makes a key at the top a job. */
const OF_JOBS = ["script", "trigger", "extends", "run"];

/** GitLab's pipeline by its jobs. */
export function readGitlabCi(text: string): TextParts {
  const { root, hasSyntaxError } = readYaml(text);
  const jobs = entriesOf(root).filter(
    ({ key, value }) =>
      key !== "default" && isMap(value) && OF_JOBS.some((word) => valueOf(value, word) !== undefined),
  );
  return { docstring: commentAtTop(text, "#"), parts: jobs.map((job) => jobPart(text, job)), hasSyntaxError };
}
