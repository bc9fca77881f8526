/** Characters that one passage may have: some 1,000 tokens, a fraction of a second of computing. */
const passageLength = 4_000;

/**
 * Cuts a text into passages that a single call can embed in time; only by the text itself, so that its vector never
 * depends on the machine's speed. Prefers white space, never splits a surrogate pair.
 */
export function passagesOf(text: string, maxLength = passageLength): string[] {
  const passages: string[] = [];
  let start = 0;
  while (text.length - start > maxLength) {
    const end = cutBefore(text, start, start + maxLength);
    passages.push(text.slice(start, end));
    start = end;
  }
  passages.push(text.slice(start));
  return passages;
}

function cutBefore(text: string, start: number, limit: number): number {
  const space = Math.max(text.lastIndexOf(" ", limit - 1), text.lastIndexOf("\n", limit - 1));
  // A cut far from the limit would make many small passages of a text with little white space.
  if (space > start + (limit - start) / 2) return space + 1;
  const code = text.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}
