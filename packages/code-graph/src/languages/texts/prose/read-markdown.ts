import MarkdownIt from "markdown-it";
import { introductionOf } from "../../../discover/introduction.js";
import type { TextMention, TextParts } from "../text-part.js";
import { type Heading, sectionsOf } from "./sections.js";

const FRONT_MATTER = /^---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/u;
const LONGEST_MENTION = 300;

const markdown = new MarkdownIt("commonmark");
type Token = ReturnType<typeof markdown.parse>[number];

/** A Markdown text by its headings, with the code and the links in it. */
export function readMarkdown(text: string): TextParts {
  // What a site's tools read is no text; lines stay.
  const plain = text.replace(FRONT_MATTER, (matter) => matter.replaceAll(/[^\n]/gu, " "));
  const tokens = markdown.parse(plain, {});
  const starts = startsOfLines(text);
  const offsetOf = (line: number): number => starts[line] ?? text.length;
  const headings: Heading[] = [];
  const cuts: number[] = [];
  tokens.forEach(({ type, tag, level, map }, at) => {
    if (level !== 0 || map === null) return;
    const [start, end] = [offsetOf(map[0]), offsetOf(map[1])];
    const inside = tokens[at + 1];
    if (type !== "heading_open" || inside === undefined) cuts.push(start);
    else {
      const name = wordsOf(inside);
      if (name !== "") headings.push({ level: Number(tag.slice(1)), name, start, end });
    }
  });
  return {
    docstring: introductionOf(plain),
    parts: sectionsOf(text, headings, cuts),
    mentions: tokens.flatMap((token) => mentionsIn(token, offsetOf)),
  };
}

/** What is written in a line, without marks. */
function wordsOf({ children }: Token): string {
  const words = (children ?? []).map(({ type, content }) => (type === "softbreak" ? " " : content));
  return words.join("").replaceAll(/\s+/gu, " ").trim();
}

/** Of a paragraph the lines are known; each stands at the beginning of its own. */
function mentionsIn({ children, map }: Token, offsetOf: (line: number) => number): TextMention[] {
  const found: TextMention[] = [];
  let line = map?.[0] ?? 0;
  for (const child of children ?? []) {
    if (child.type === "softbreak" || child.type === "hardbreak") line++;
    const isLink = child.type === "link_open";
    if (!isLink && child.type !== "code_inline") continue;
    const named = isLink ? String(child.attrGet("href") ?? "") : child.content;
    if (named.length <= LONGEST_MENTION) found.push({ text: named, isLink, at: offsetOf(line) });
  }
  return found;
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
