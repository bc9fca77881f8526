/** How much of a README is looked at. */
const MAX_README_CHARACTERS = 65_536;
/** Longer than any introduction; what follows is instructions. */
const MAX_CHARACTERS = 1_200;
const MAX_PARAGRAPHS = 3;

/** Names of READMEs, the one that counts first in front. */
const README_NAMES = ["readme.md", "readme.markdown", "readme.rst", "readme.txt", "readme"];

/** Place of a file's name among READMEs, 0 for the one that counts most; -1 when it is none. */
export function readmeRank(name: string): number {
  return README_NAMES.indexOf(name.toLowerCase());
}

/**
 * The first paragraphs of prose in a README (Markdown, reStructuredText or plain): what the folder is, before instructions
 * begin. Headings, badges, images, lists of links, code and directives are left out. `null` where there is no prose.
 */
export function introductionOf(readme: string): string | null {
  const blocks = blocksOf(readme);
  const paragraphs: string[] = [];
  let length = 0;
  for (const block of blocks.slice(startOf(blocks))) {
    if (isSection(block) && paragraphs.length > 0) break;
    const prose = proseOf(block);
    // One that leads to a list says little without it.
    if (prose === null || (prose.endsWith(":") && paragraphs.length > 0)) continue;
    length += prose.length;
    if (length > MAX_CHARACTERS && paragraphs.length > 0) break;
    paragraphs.push(prose.slice(0, MAX_CHARACTERS));
    if (paragraphs.length === MAX_PARAGRAPHS) break;
  }
  return paragraphs.length === 0 ? null : paragraphs.join("\n\n");
}

/** Where a paragraph begins with the first word of the title ("Flask is …"), else the beginning: news may come before it. */
function startOf(blocks: readonly string[]): number {
  const title = /^(?:#\s+)?\W*(\p{L}[\w.-]*)/u.exec(
    blocks.find((block) => /^#\s|^[^\n]+\n={3,}/u.test(block)) ?? "",
  )?.[1];
  if (title === undefined) return 0;
  const says = new RegExp(`^\\W*${title.replaceAll(/[.-]/gu, "\\$&")}\\b`, "iu");
  const start = blocks.findIndex((block) => says.test(proseOf(block) ?? ""));
  return Math.max(0, start);
}

function blocksOf(readme: string): string[] {
  return readme
    .slice(0, MAX_README_CHARACTERS)
    .replaceAll("\r\n", "\n")
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/gu, "")
    .replaceAll(/^(?:`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^(?:`{3,}|~{3,})[ \t]*$|$(?![\s\S]))/gmu, "")
    .split(/\n[ \t]*\n/u)
    .filter((block) => block.trim() !== "");
}

/** A heading below the title: of Markdown, or underlined as in reStructuredText. */
function isSection(block: string): boolean {
  return /^#{2,6}\s/u.test(block) || /^[^\n]+\n(?:-{3,}|={3,}|~{3,}|\^{3,})[ \t]*(?:\n|$)/u.test(block);
}

function proseOf(block: string): string | null {
  // A directive, a comment or a link target of reStructuredText, code by indentation, a quotation, a table.
  if (/^(?:\.\. |[ \t]{4}|\t|>|\||:\w+:)/u.test(block)) return null;
  if (isMostlyLinks(block)) return null;
  const text = block
    .replaceAll(/^#{1,6}\s.*$/gmu, "")
    .replaceAll(/^[^\n]*\n(?:-{3,}|={3,}|~{3,}|\^{3,})[ \t]*$/gmu, "")
    .replaceAll(/\[?!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])(?:\]\([^)]*\)|\]\[[^\]]*\])?/gu, "")
    .replaceAll(/\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])/gu, "$1")
    .replaceAll(/^\[[^\]]+\]:.*$/gmu, "")
    .replaceAll(/`([^`<]+?)\s*<[^>]+>`__?/gu, "$1")
    .replaceAll(/<\/?[a-z][^>]*>/giu, "")
    .replaceAll(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/gu, "$2")
    .replaceAll(/\s+/gu, " ")
    .trim();
  if (/^(?:[-*+]|\d+[.)])\s/u.test(text)) return null;
  return (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 4 ? text : null;
}

/** A row of links, as to other languages of the text. */
function isMostlyLinks(block: string): boolean {
  const links = Array.from(block.matchAll(/(?<!!)\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])/gu));
  if (links.length < 2) return false;
  const inLinks = links.reduce((length, [, text = ""]) => length + text.length, 0);
  const around = links.reduce((rest, [whole]) => rest.replace(whole, ""), block).trim().length;
  return inLinks * 2 > around;
}
