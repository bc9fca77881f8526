import { commentAbove, commentAtTop } from "./comment-above.js";
import type { TextPart, TextParts } from "./text-part.js";

const FROM = /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?[^\n]*/gimu;

/** A Dockerfile by its stages. */
export function readDockerfile(text: string): TextParts {
  const stages = [...text.matchAll(FROM)];
  const parts = stages.map((match, at): TextPart => {
    const [line, image = "", alias = image] = match;
    const stop = stages[at + 1]?.index ?? text.length;
    const end = match.index + text.slice(match.index, stop).trimEnd().length;
    const docstring = commentAbove(text, match.index, "#");
    return { name: alias, kind: "stage", parent: -1, start: match.index, end, signature: line, docstring };
  });
  return { docstring: commentAtTop(text, "#"), parts };
}
