/** A line with its number, from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** A longer line is no record: what it holds would have to be in memory as a whole. In characters. */
export const maxLineLength = 32 * 1024 * 1024;

/**
 * Cuts a text into lines, ended by `\n` or `\r\n`; empty lines are counted and passed over. A line that is too long comes as its
 * first characters, the rest is passed over.
 */
export async function* splitLines(
  source: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<NumberedLine, void, undefined> {
  const decoder = new TextDecoder();
  let number = 1;
  let parts: string[] = [];
  let length = 0;
  const keep = (text: string): void => {
    if (length <= maxLineLength) parts.push(text);
    length += text.length;
  };
  for await (const chunk of source) {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      keep(text.slice(start, end));
      yield* line(number, parts);
      number += 1;
      parts = [];
      length = 0;
      start = end + 1;
    }
    if (start < text.length) keep(text.slice(start));
  }
  keep(decoder.decode());
  yield* line(number, parts);
}

function* line(number: number, parts: readonly string[]): Generator<NumberedLine> {
  const whole = parts.join("");
  const text = whole.endsWith("\r") ? whole.slice(0, -1) : whole;
  // Some editors begin a file with a mark.
  const unmarked = number === 1 && text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (unmarked.trim() !== "") yield { number, text: unmarked };
}
