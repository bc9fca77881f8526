import type { Metadata, MetadataValue } from "../model/metadata.js";
import type { WriteKind } from "../service/write-kind.js";
import { storedNumber, storedNumbers } from "./stored-number.js";

/** Where Chroma itself keeps documents and uris; it takes others that begin so, and gives none of them back. */
const chromasOwnKeys = /^chroma:/u;

/** Why a value can't be stored. */
export class Unstorable {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/**
 * A record's metadata as it is stored, `null` when nothing is left. A key that is `undefined` is left out; one that is `null` is
 * left out of a new record, and removed from one that is there.
 */
export function storedMetadata(metadata: unknown, kind: WriteKind): Metadata | null | Unstorable {
  if (metadata === null || metadata === undefined) return null;
  if (typeof metadata !== "object" || Array.isArray(metadata)) {
    return new Unstorable("has metadata that is no object");
  }
  const entries = Object.entries(metadata);
  if (entries.length === 0) return new Unstorable("has metadata without keys: leave it out, or give null");
  const stored: Record<string, MetadataValue> = {};
  let isEmpty = true;
  for (const [key, given] of entries) {
    const wrongKey = wrongKeyOf(key);
    if (wrongKey) return wrongKey;
    const value = storedValue(given, key);
    if (value instanceof Unstorable) return value;
    if (value === undefined || (value === null && kind === "add")) continue;
    isEmpty = false;
    // Assigned, "__proto__" would set the prototype instead.
    if (key === "__proto__") Object.defineProperty(stored, key, { value, enumerable: true });
    else stored[key] = value;
  }
  return isEmpty ? null : stored;
}

/** A collection's own metadata as it is stored; what is `null` or `undefined` is left out. */
export function storedCollectionMetadata(metadata: Metadata): Metadata | Unstorable {
  const stored: Record<string, MetadataValue> = {};
  for (const [key, given] of Object.entries(metadata)) {
    if (!key.isWellFormed())
      return new Unstorable(`has metadata "${key}", half a character: that is no text`);
    const value = storedValue(given, key);
    if (value instanceof Unstorable) return value;
    if (value !== undefined && value !== null) stored[key] = value;
  }
  return stored;
}

function wrongKeyOf(key: string): Unstorable | undefined {
  if (key === "") return new Unstorable("has metadata with an empty key");
  const named = `has metadata "${key}"`;
  if (!key.isWellFormed()) return new Unstorable(`${named}, half a character: that is no text`);
  if (/^[#$]/u.test(key)) return new Unstorable(`${named}: keys can't begin with # or $`);
  if (chromasOwnKeys.test(key))
    return new Unstorable(`${named}: keys that begin with chroma: are Chroma's own`);
  return undefined;
}

function storedValue(value: unknown, key: string): MetadataValue | undefined | Unstorable {
  switch (typeof value) {
    case "undefined":
    case "boolean":
      return value;
    case "string":
      return value.isWellFormed()
        ? value
        : new Unstorable(`has half a character in metadata "${key}": that is no text`);
    case "number":
    case "bigint":
      return (
        storedNumber(value) ?? new Unstorable(`has ${value} in metadata "${key}", which no 64-bit number is`)
      );
    case "object":
      if (value === null) return null;
      if (Array.isArray(value)) return storedList(value, key);
      return ofNoKind(key);
    case "function":
    case "symbol":
      return ofNoKind(key);
  }
}

function ofNoKind(key: string): Unstorable {
  return new Unstorable(
    `has metadata "${key}" that is no text, number, true, false, or list of one of these`,
  );
}

function storedList(values: readonly unknown[], key: string): MetadataValue | Unstorable {
  if (values.length === 0) return new Unstorable(`has an empty list in metadata "${key}"`);
  if (isList(values, "boolean")) return values;
  if (isList(values, "string")) {
    if (values.every((each) => each.isWellFormed())) return values;
    return new Unstorable(`has half a character in metadata "${key}": that is no text`);
  }
  if (values.every((each) => typeof each === "number" || typeof each === "bigint")) {
    const reason = `has a number in the list of metadata "${key}" that 64 bits do not hold`;
    return storedNumbers(values) ?? new Unstorable(reason);
  }
  return new Unstorable(
    `has a list in metadata "${key}" that is not of texts, of numbers or of true and false alone`,
  );
}

function isList(values: readonly unknown[], type: "boolean"): values is readonly boolean[];
function isList(values: readonly unknown[], type: "string"): values is readonly string[];
function isList(values: readonly unknown[], type: string): boolean {
  return values.every((each) => typeof each === type);
}
