import type { FoundSecret } from "./found-secret.js";

const HEAD = /-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END[ A-Z0-9_-]{0,100}-----/y;
/** What a key without its end goes on for: base64 in lines, quoted or escaped as in a source. */
const BODY = /(?:[A-Za-z0-9+/=]|\\[nr]|[\s"'`,+])*/y;
/** The frame alone, as in an error message, is no key. */
const SHORTEST_BODY = 64;

/** Private keys in PEM's frame, from the frame's begin to its end, or as far as they go where the end is missing. Linear: each dash is looked at once. */
export function* privateKeys(text: string): Generator<FoundSecret> {
  for (const { 0: head, index } of text.matchAll(HEAD)) {
    const bodyStart = index + head.length;
    const dashes = text.indexOf("-----", bodyStart);
    END.lastIndex = dashes;
    const isClosed = dashes !== -1 && END.test(text);
    const end = isClosed ? END.lastIndex : openEnd(text, bodyStart);
    const bodyLength = (isClosed ? dashes : end) - bodyStart;
    if (bodyLength >= SHORTEST_BODY) yield { kind: "private-key", start: index, end };
  }
}

function openEnd(text: string, start: number): number {
  BODY.lastIndex = start;
  return BODY.test(text) ? BODY.lastIndex : start;
}
