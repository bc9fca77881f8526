import { introductionOf } from "../../../discover/introduction.js";
import type { TextMention, TextParts } from "../text-part.js";
import { type Heading, sectionsOf } from "./sections.js";

/** A line of one mark of punctuation, as it stands below, or above and below, a title. */
const ADORNMENT = /^([!-/:-@[-`{-~])\1*[ \t]*$/u;
const LITERAL =
  /``([^`\n]+)``|:(?:py:|c:|cpp:|js:|go:)?(?:func|meth|class|mod|attr|data|exc|obj|const|file):`~?(?:[^`<\n]*<)?~?\.?([^`>\n]+)>?`/gu;
const LINK = /`[^`<\n]*<([^>\n]+)>`__?|^\.\. _[^:\n]+: +(\S+)$/gmu;

/** A reStructuredText by the adornments of its titles, whose levels are told by the order in which they first stand. */
export function readRst(text: string): TextParts {
  const lines = linesOf(text);
  const levels: string[] = [];
  const headings: Heading[] = [];
  const cuts: number[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [above, title, below] = [lines[at - 1], lines[at], lines[at + 1]];
    if (title === undefined) break;
    const isParagraph = above?.text.trim() === "" && /^\S/u.test(title.text);
    if (isParagraph) cuts.push(title.start);
    const mark = ADORNMENT.exec(below?.text ?? "")?.[1];
    const isTitle = /^\s*\S/u.test(title.text) && !ADORNMENT.test(title.text) && below !== undefined;
    if (!isTitle || mark === undefined || below.text.trimEnd().length < title.text.trimEnd().length) continue;
    const hasOverline = above !== undefined && ADORNMENT.exec(above.text)?.[1] === mark;
    if (!hasOverline && /^\s/u.test(title.text)) continue;
    // A title is a paragraph of its own.
    if (!hasOverline && above !== undefined && above.text.trim() !== "") continue;
    const style = hasOverline ? `${mark}${mark}` : mark;
    if (!levels.includes(style)) levels.push(style);
    const start = hasOverline ? above.start : title.start;
    const name = title.text.trim().replaceAll(/``|`/gu, "");
    headings.push({ level: levels.indexOf(style) + 1, name, start, end: below.start + below.text.length });
    at++;
  }
  return {
    docstring: introductionOf(text),
    parts: sectionsOf(text, headings, cuts),
    mentions: mentionsIn(text),
  };
}

function mentionsIn(text: string): TextMention[] {
  const names = [...text.matchAll(LITERAL)].map((match): TextMention => {
    return { text: match[1] ?? match[2] ?? "", isLink: false, at: match.index };
  });
  const links = [...text.matchAll(LINK)].map((match): TextMention => {
    return { text: match[1] ?? match[2] ?? "", isLink: true, at: match.index };
  });
  return [...names, ...links].sort((one, other) => one.at - other.at);
}

function linesOf(text: string): { readonly text: string; readonly start: number }[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const at = start;
    start += line.length + 1;
    return { text: line.replace(/\r$/u, ""), start: at };
  });
}
