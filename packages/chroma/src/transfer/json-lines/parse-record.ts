import { decodeJson } from "@stemma/core";
import { storedMetadata, Unstorable } from "../../checks/stored-metadata.js";
import type { Metadata } from "../../model/metadata.js";
import { BadRecordError } from "../errors/bad-record-error.js";
import type { TransferRecord } from "../transfer-record.js";
import { maxLineLength, type NumberedLine } from "./split-lines.js";

/** Reads one line: `{ id, document?, metadata?, uri?, embedding? }`. @throws {@link BadRecordError} `BAD_RECORD` */
export function parseRecord(line: NumberedLine): TransferRecord {
  const fields = parseObject(line);
  const { id } = fields;
  if (!isText(id) || id === "") throw bad(line, '"id" must be a text that is not empty');
  return {
    line: line.number,
    id,
    document: optionalText(fields, "document", line),
    uri: optionalText(fields, "uri", line),
    metadata: optionalMetadata(fields["metadata"], line),
    embedding: optionalEmbedding(fields["embedding"], line),
  };
}

/** JSON of record metadata; used for other formats, too. @throws {@link BadRecordError} `BAD_RECORD` */
export function optionalMetadata(value: unknown, line: Pick<NumberedLine, "number">): Metadata | null {
  if (value === undefined || value === null) return null;
  if (!isObject(value)) throw bad(line, '"metadata" must be an object');
  // Chroma's own exports have it for a record that has a uri only.
  if (Object.keys(value).length === 0) return null;
  const stored = storedMetadata(value, "upsert");
  if (stored instanceof Unstorable) throw bad(line, stored.reason);
  return stored;
}

function parseObject(line: NumberedLine): Record<string, unknown> {
  if (line.text.length > maxLineLength) throw bad(line, `is longer than ${maxLineLength} characters`);
  let value: unknown;
  try {
    value = decodeJson(line.text);
  } catch (error) {
    throw bad(line, `is no JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw bad(line, "is no JSON object");
  return value;
}

function optionalText(fields: Record<string, unknown>, name: string, line: NumberedLine): string | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  if (!isText(value)) throw bad(line, `"${name}" must be a text`);
  return value;
}

function optionalEmbedding(value: unknown, line: NumberedLine): Float32Array | null {
  if (value === undefined || value === null) return null;
  const vector =
    typeof value === "string" ? fromBase64(value) : Array.isArray(value) ? fromNumbers(value) : null;
  if (vector === null || vector.length === 0)
    throw bad(line, '"embedding" must be a list of numbers, or the base64 of float32 numbers');
  if (!vector.every(Number.isFinite)) throw bad(line, '"embedding" holds a number that is no float32');
  return vector;
}

function fromNumbers(values: readonly unknown[]): Float32Array | null {
  // Others print a great number in digits, as they print an integer.
  const areNumbers = values.every((value) => typeof value === "number" || typeof value === "bigint");
  return areNumbers ? Float32Array.from(values, Number) : null;
}

function fromBase64(text: string): Float32Array | null {
  const bytes = Buffer.from(text, "base64");
  // Buffer passes over what is no base64.
  if (bytes.length % 4 !== 0 || bytes.toString("base64") !== text) return null;
  // A copy: the bytes of small buffers lie anywhere, and numbers must lie on their own boundary.
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** Half a character is no text: it has no bytes. */
function isText(value: unknown): value is string {
  return typeof value === "string" && value.isWellFormed();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bad({ number }: Pick<NumberedLine, "number">, reason: string): BadRecordError {
  return new BadRecordError(number, reason);
}
