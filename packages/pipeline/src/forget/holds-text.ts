import { createReadStream } from "node:fs";

/** Whether the bytes of a file hold one of the texts; reads it in pieces. */
export async function holdsText(path: string, texts: readonly string[]): Promise<boolean> {
  const wanted = texts.map((text) => Buffer.from(text));
  const overlap = Math.max(...wanted.map(({ length }) => length)) - 1;
  let before = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const piece = Buffer.concat([before, chunk as Buffer]);
    if (wanted.some((bytes) => piece.includes(bytes))) return true;
    before = piece.subarray(Math.max(0, piece.length - overlap));
  }
  return false;
}
