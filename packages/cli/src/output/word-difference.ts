import type { WordPart } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

/** Characters of what is the same that stay on each side of a change. */
const CONTEXT = 40;
const ELLIPSIS = "…";

interface Token {
  readonly text: string;
  readonly change: WordPart["change"];
  /** There is a space before it. */
  readonly isApart: boolean;
}

/**
 * A text before and after as one, in lines of at most `width` characters. What is gone and what came is coloured, or, where there
 * are no colours, marked as by git: `[-gone-]`, `{+came+}`. What is the same far from any change is left out.
 */
export function wordDifference(
  { colors }: Pick<Terminal, "colors">,
  parts: readonly WordPart[],
  width: number,
): string[] {
  const paint = { same: (text: string) => text, added: colors.green, removed: colors.red };
  const hasColors = colors.isColorSupported;
  const tokens = parts.flatMap((part, index) =>
    tokensOf(part, parts[index - 1], { isFirst: index === 0, isLast: index === parts.length - 1 }),
  );
  const marked = hasColors ? tokens : marks(tokens);
  return wrap(marked, width).map((line) =>
    line
      .map(({ text, change, isApart }, index) => {
        const space = isApart && index > 0 ? " " : "";
        return space + paint[change](oneLine(text));
      })
      .join(""),
  );
}

function tokensOf(
  { text, change }: WordPart,
  previous: WordPart | undefined,
  place: { readonly isFirst: boolean; readonly isLast: boolean },
): Token[] {
  const shown = change === "same" ? shortened(text, place) : text;
  const isApart = previous === undefined || /\s$/u.test(previous.text) || /^\s/u.test(shown);
  const words = shown.split(/\s+/u).filter((word) => word !== "");
  return words.map((word, index) => ({ text: word, change, isApart: index > 0 || isApart }));
}

/** What is next to no change is left out. */
function shortened(
  text: string,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): string {
  const flat = text.replace(/\s+/gu, " ");
  const [start, end] = [isFirst ? 0 : CONTEXT, isLast ? 0 : CONTEXT];
  if (flat.length <= start + end + ELLIPSIS.length + 2) return flat;
  const head = flat.slice(0, start).replace(/\S*$/u, "");
  const tail = end === 0 ? "" : flat.slice(-end).replace(/^\S*/u, "");
  return `${head} ${ELLIPSIS} ${tail}`;
}

/** Runs of words that are gone or came, between marks. */
function marks(tokens: readonly Token[]): Token[] {
  return tokens.map((token, index) => {
    const { text, change } = token;
    if (change === "same") return token;
    const [open, close] = change === "added" ? ["{+", "+}"] : ["[-", "-]"];
    const begins = tokens[index - 1]?.change !== change;
    const ends = tokens[index + 1]?.change !== change;
    return { ...token, text: `${begins ? open : ""}${text}${ends ? close : ""}` };
  });
}

/** What stands together stays together. */
function wrap(tokens: readonly Token[], width: number): Token[][] {
  const lines: Token[][] = [];
  let line: Token[] = [];
  let length = 0;
  for (const word of groups(tokens)) {
    const wordLength = word.reduce((sum, { text }) => sum + text.length, 0);
    if (line.length > 0 && length + 1 + wordLength > width) {
      lines.push(line);
      line = [];
      length = 0;
    }
    length += (line.length > 0 ? 1 : 0) + wordLength;
    line.push(...word);
  }
  return line.length > 0 ? [...lines, line] : lines;
}

function groups(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [];
  for (const token of tokens) {
    const last = found.at(-1);
    if (token.isApart || last === undefined) found.push([token]);
    else last.push(token);
  }
  return found;
}
