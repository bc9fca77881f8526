import { hash } from "node:crypto";
import type { FileFacts } from "./file-facts.js";

const CHECKSUM_LENGTH = 16;

/** Facts as a line: key, checksum of key and facts, JSON. */
export function encodeFactsLine(key: string, facts: FileFacts): Buffer {
  const json = JSON.stringify(facts);
  return Buffer.from(`${key} ${checksum(key, json)}${json}\n`);
}

/** Facts of what follows the key in a line; `null` when it was cut off, damaged, or is of another key. */
export function decodeFactsBody(key: string, body: Buffer): FileFacts | null {
  const json = body.toString("utf8", CHECKSUM_LENGTH);
  if (body.toString("latin1", 0, CHECKSUM_LENGTH) !== checksum(key, json)) return null;
  return JSON.parse(json) as FileFacts;
}

function checksum(key: string, json: string): string {
  return hash("sha1", `${key} ${json}`).slice(0, CHECKSUM_LENGTH);
}
