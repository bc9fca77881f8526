const LINE = /^\s*(?:#|\/\/+)!?\s?(.*)$/u;
/** What tools read. */
const DIRECTIVE =
  /^(?:!|\s*(?:type:|noqa|pylint|mypy|pyright|pragma|region|endregion|eslint|prettier|biome|ts-|@ts|istanbul|c8 |v8 |<reference|-\*-|coding[:=]|fmt:|isort:|nolint|go:|#__PURE__|@__PURE__|sourceMappingURL))/iu;
const CODE =
  /[;{}]\s*$|^\s*(?:return|import|from|const|let|var|def|if|elif|else|for|while|try|with)\b.*[():=]|=>|^[\w.$]+\(.*\)\s*$|^\s*[\w.$\]["']+\s*[-+*/]?=\s*\S/u;
/** Not about what the code does. */
const ASIDE = /copyright|licen[cs]ed? |spdx-|all rights reserved|^\W*(?:todo|fixme|xxx|hack|bug)\b/iu;
/** Rules, and titles between rules. */
const BANNER = /^\W{3,}|[-=*/#~_]{3,}\s*$/u;

/**
 * The prose of a source's own comment lines, a text for each block, in order. Left out: what tools read, licences, notes to do,
 * banners, code that was commented out, blocks that go on from a comment behind code, and what `known` says already.
 */
export function readComments(source: string, known: string): string[] {
  const said = known.replaceAll(/\s+/gu, " ");
  return blocksOf(source)
    .filter((block) => block.every((text) => !CODE.test(text)) && !block.some((text) => ASIDE.test(text)))
    .map((block) => block.filter((text) => !DIRECTIVE.test(text) && !BANNER.test(text)).join(" "))
    .map((text) => text.replaceAll(/\s+/gu, " ").trim())
    .filter((text) => text.split(" ").length > 2 && /\p{L}{3}/u.test(text) && !said.includes(text));
}

/** Comment lines that follow one another. */
function blocksOf(source: string): string[][] {
  const blocks: string[][] = [];
  let open: string[] | null = null;
  let previous = "";
  for (const line of source.split("\n")) {
    const text = LINE.exec(line)?.[1]?.trim();
    if (text === undefined) open = null;
    else if (open !== null) open.push(text);
    else {
      open = [text];
      // Below a comment behind code: the same sentence goes on.
      if (!/\S\s+(?:#|\/\/)\s/u.test(previous)) blocks.push(open);
    }
    previous = line;
  }
  return blocks;
}
