/** What can be read off a source without understanding it. */
export interface SourceFacts {
  /** Prose of its comments, in order, without markers, directives and commented-out code. */
  readonly comments: readonly string[];
  /** Names of the errors that it raises or throws, each once. */
  readonly raises: readonly string[];
}

const COMMENT_LINE = /^\s*(?:#|\/\/)\s?(.*)$/u;
const DIRECTIVE =
  /^(?:!|\s*(?:type:|noqa|pylint|mypy|pragma|region|endregion|eslint|prettier|biome|ts-|@ts|istanbul|c8 |<reference|-\*-|coding[:=]))/iu;
const CODE =
  /[;{}]\s*$|^\s*(?:return|import|from|const|let|var|def|if|for|while)\b.*[():=]|=>|\w+\(.*\)\s*$/u;
const RAISE = /\b(?:raise|throw new|throw)\s+([A-Z][\w.]*)/gu;

/** Reads comments and errors off a source; the docstring is not among the comments when it is given. */
export function readSourceFacts(source: string, docstring: string | null): SourceFacts {
  const raises = new Set<string>();
  for (const match of source.matchAll(RAISE)) if (match[1] !== undefined) raises.add(match[1]);
  return { comments: readComments(source, docstring ?? ""), raises: [...raises] };
}

function readComments(source: string, docstring: string): string[] {
  const known = docstring.replaceAll(/\s+/gu, " ");
  const blocks: string[][] = [];
  let previousLine = -2;
  for (const [number, line] of source.split("\n").entries()) {
    const text = COMMENT_LINE.exec(line)?.[1]?.trim();
    if (text === undefined || DIRECTIVE.test(text) || CODE.test(text) || !/\p{L}{3}/u.test(text)) continue;
    if (known.includes(text)) continue;
    const block = blocks.at(-1);
    if (number === previousLine + 1 && block !== undefined) block.push(text);
    else blocks.push([text]);
    previousLine = number;
  }
  return blocks.map((block) => block.join(" ")).filter((text) => text.split(" ").length > 2);
}
