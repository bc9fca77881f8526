import { createHash } from "node:crypto";
import { endOfValue, parseMetadata } from "./metadata-fields.js";

/** What a document's hash covers. */
export interface HashedContent {
  readonly document: string | null;
  readonly uri: string | null;
  /** Canonical JSON. An empty object is the same as none: Chroma gives either back for either. */
  readonly metadata: string | null;
  readonly embeddingModel: string | null;
  readonly embedding: Float32Array;
}

const FORMAT = Buffer.from("stemma-record-1");
const NULL = Buffer.from("n");
const INTEGER = "d";
/** What JSON of Python's writes of a float, which may be whole. */
const WHOLE_FLOAT = /[.e]/i;

/** Whether the hash was another one when 1.0 still counted as 1. */
function mayHaveOlderHash(metadata: string | null): boolean {
  return metadata !== null && /\d(\.0\b|e)/i.test(metadata);
}

/** SHA-256 in hexadecimal: the same as `stemma_versions.canonical.content_hash`, which a test holds it to. */
export function contentHash(content: HashedContent): string {
  return hash(content, "f");
}

/** What a history holds as today's hash: an older one does not tell 1 from 1.0, the metadata does. */
export function currentHash(content: HashedContent, stored: string): string {
  const isOlder = mayHaveOlderHash(content.metadata) && hash(content, INTEGER) === stored;
  return isOlder ? contentHash(content) : stored;
}

function hash(content: HashedContent, wholeFloat: string): string {
  const { document, uri, metadata, embeddingModel, embedding } = content;
  const vector = Buffer.from(embedding.buffer, embedding.byteOffset, embedding.byteLength);
  return createHash("sha256")
    .update(FORMAT)
    .update(textBytes(document))
    .update(textBytes(uri))
    .update(metadata === null || metadata === "{}" ? NULL : valueBytes(metadata, wholeFloat))
    .update(textBytes(embeddingModel))
    .update(tagged("v", document === null ? vector : Buffer.alloc(0)))
    .digest("hex");
}

function tagged(tag: string, content: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.write(tag);
  head.writeBigUInt64BE(BigInt(content.length), 1);
  return Buffer.concat([head, content]);
}

function textBytes(text: string | null): Buffer {
  return text === null ? NULL : tagged("s", Buffer.from(text));
}

/** From JSON text and not from parsed values: whole numbers beyond 2^53 would lose digits. */
function valueBytes(json: string, wholeFloat: string): Buffer {
  switch (json.charAt(0)) {
    case "n":
      return NULL;
    case "t":
    case "f":
      return Buffer.from(json.charAt(0));
    case '"':
      return textBytes(JSON.parse(json) as string);
    case "{":
      return objectBytes(json, wholeFloat);
    case "[":
      return listBytes(json, wholeFloat);
    default:
      return numberBytes(json, wholeFloat);
  }
}

function objectBytes(json: string, wholeFloat: string): Buffer {
  const entries = [...parseMetadata(json)].map(([key, value]) => ({ key: Buffer.from(key), value }));
  entries.sort((one, other) => Buffer.compare(one.key, other.key));
  return tagged(
    "m",
    Buffer.concat(entries.flatMap(({ key, value }) => [tagged("k", key), valueBytes(value, wholeFloat)])),
  );
}

function listBytes(json: string, wholeFloat: string): Buffer {
  const items: Buffer[] = [];
  for (let position = 1; position < json.length - 1; ) {
    const end = endOfValue(json, position);
    items.push(valueBytes(json.slice(position, end), wholeFloat));
    position = end + 1;
  }
  return tagged("l", Buffer.concat(items));
}

function numberBytes(json: string, wholeFloat: string): Buffer {
  const number = Number(json);
  if (/^-?\d+$/.test(json) && Math.abs(number) >= 2 ** 53 && BigInt(json) ** 2n > 2n ** 106n) {
    return tagged("i", Buffer.from(json));
  }
  const bytes = Buffer.alloc(9);
  bytes.write(WHOLE_FLOAT.test(json) && Number.isInteger(number) ? wholeFloat : INTEGER);
  bytes.writeDoubleBE(number + 0, 1);
  return bytes;
}
