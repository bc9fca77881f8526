import { fstatSync, readSync } from "node:fs";

const CHUNK_BYTES = 1 << 20;
const LINE_BREAK = 10;
const SPACE = 32;

/** What follows the key in a line: its first byte in the file, and its length without the line break. */
export interface LineSpan {
  readonly at: number;
  readonly length: number;
}

/** Finds the lines of an open file that begin with a key and a space; of several with the same key the last one counts. */
export function findLines(file: number, start: number): Map<string, LineSpan> {
  const lines = new Map<string, LineSpan>();
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(1, fstatSync(file).size - start)));
  /** Of the line that is being read: its beginning in the file, its key when that was seen, and its text until then. */
  let lineAt = start;
  let key: string | null = null;
  let head = "";
  const end = (at: number): void => {
    if (key !== null) lines.set(key, { at: lineAt + key.length + 1, length: at - lineAt - key.length - 1 });
    lineAt = at + 1;
    key = null;
    head = "";
  };
  let at = start;
  for (let count = readSync(file, chunk, 0, chunk.length, at); count > 0; ) {
    for (let position = 0; position < count; ) {
      const found = chunk.subarray(0, count).indexOf(LINE_BREAK, position);
      const lineEnd = found === -1 ? count : found;
      if (key === null) {
        const space = chunk.subarray(position, lineEnd).indexOf(SPACE);
        const part = chunk.toString("latin1", position, space === -1 ? lineEnd : position + space);
        head += part;
        if (space !== -1) key = head;
      }
      if (found === -1) break;
      end(at + found);
      position = found + 1;
    }
    at += count;
    count = readSync(file, chunk, 0, chunk.length, at);
  }
  end(at);
  return lines;
}

/** Reads a piece of an open file; shorter where the file ends before. */
export function readFully(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const count = readSync(file, bytes, done, length - done, at + done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}
