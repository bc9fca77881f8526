import { isSeq } from "yaml";
import { commentAbove } from "../comment-above.js";
import type { TextPart } from "../text-part.js";
import { entriesOf, linesAround, textOf, valueOf, type YamlEntry } from "../yaml-map.js";

/** A job of a workflow as a part of it. */
export function jobPart(text: string, job: YamlEntry): TextPart {
  const { start, end } = linesAround(text, job);
  const names = stepNames(job.value);
  const said = [textOf(valueOf(job.value, "name")), commentAbove(text, start, "#"), names];
  const docstring = said.filter((part) => part !== null && part !== "").join("\n\n");
  return { name: job.key, kind: "job", parent: -1, start, end, signature: `${job.key}:`, docstring };
}

/** What its steps are called, as a list. */
function stepNames(job: unknown): string {
  const steps = valueOf(job, "steps");
  if (!isSeq(steps)) return "";
  return steps.items
    .flatMap((step) => textOf(valueOf(step, "name")) ?? textOf(valueOf(step, "uses")) ?? [])
    .map((name) => `- ${name}`)
    .join("\n");
}

/** Jobs below a key. */
export function jobsBelow(text: string, jobs: unknown): TextPart[] {
  return entriesOf(jobs).map((job) => jobPart(text, job));
}
