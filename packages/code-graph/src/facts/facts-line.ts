import { hash } from "node:crypto";

const CHECKSUM_LENGTH = 16;

/** Facts, or what else is kept, as a line: key, checksum of key and content, JSON. */
export function encodeFactsLine(key: string, content: object): Buffer {
  const json = JSON.stringify(content);
  return Buffer.from(`${key} ${checksum(key, json)}${json}\n`);
}

/** The content by what follows the key in a line; `null` when it was cut off, damaged, or is of another key. */
export function decodeFactsBody(key: string, body: Buffer): unknown {
  const json = body.toString("utf8", CHECKSUM_LENGTH);
  if (body.toString("latin1", 0, CHECKSUM_LENGTH) !== checksum(key, json)) return null;
  return JSON.parse(json) as unknown;
}

function checksum(key: string, json: string): string {
  return hash("sha1", `${key} ${json}`).slice(0, CHECKSUM_LENGTH);
}
