/** Code in a line ends with as many marks as it began with; other marks are text. */
const CODE_SPAN = /(?<!`)(`+)(?!`)[^`\n]+\1(?!`)/gu;
/** What moves a terminal's cursor or turns the direction of writing. */
const CONTROLS = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A text of the tree as Markdown that is nothing but text: what stands outside of code has no tags and no images, since
 * whoever wrote the tree must not decide what a page loads or runs.
 */
export function inertMarkdown(text: string): string {
  const clean = text
    .replaceAll("\r\n", "\n")
    .replaceAll(CONTROLS, (mark) => (mark === "\n" || mark === "\t" ? mark : "\uFFFD"));
  let inert = "";
  let end = 0;
  for (const span of clean.matchAll(CODE_SPAN)) {
    inert += inertProse(clean.slice(end, span.index)) + span[0];
    end = span.index + span[0].length;
  }
  return inert + inertProse(clean.slice(end));
}

/** What somebody wrote on a page, as the text that {@link inertMarkdown} would show so. */
export function fromInertMarkdown(markdown: string): string {
  let text = "";
  let end = 0;
  for (const span of markdown.matchAll(CODE_SPAN)) {
    text += fromInertProse(markdown.slice(end, span.index)) + span[0];
    end = span.index + span[0].length;
  }
  return text + fromInertProse(markdown.slice(end));
}

/** A name as code, on one line, in as many marks as it needs. */
export function inertCode(name: string): string {
  const line = name.replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, " ");
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/gu), ([run]) => run.length));
  const marks = "`".repeat(longest + 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${marks}${space}${line}${space}${marks}`;
}

function fromInertProse(text: string): string {
  return text.replaceAll("!\\[", "![").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}

function inertProse(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("![", "!\\[")
    .replaceAll(/\]\(\s*(?:javascript|data|vbscript|file):[^)\s]*/giu, "](about:blank");
}
