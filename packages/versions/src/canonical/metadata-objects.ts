import { inspect, isDeepStrictEqual } from "node:util";
import type { Metadata } from "@stemma/chroma";
import { decodeJson, encodeJson, InvalidArgumentError } from "@stemma/core";
import { formatMetadata, parseMetadata } from "./metadata-fields.js";

/** Metadata as the callers of Chroma know it; integers that no number holds come as `bigint`. */
export function metadataObject(json: string | null): Metadata | null {
  return json === null ? null : (decodeJson(json) as Metadata);
}

/**
 * Canonical JSON. A value that is as in one of the `known` texts keeps that text: to JavaScript 1 and 1.0 are the same.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for what no metadata can hold
 */
export function metadataText(
  metadata: Metadata | null,
  known: readonly (string | null)[] = [],
): string | null {
  const fields = known.map(parseMetadata);
  const texts = Object.entries(metadata ?? {}).map(([key, value]): [string, string] => {
    requireStorable(key, value);
    return [key, fields.map((each) => each.get(key)).find((text) => isText(text, value)) ?? textOf(value)];
  });
  return formatMetadata(new Map(texts));
}

function isText(text: string | undefined, value: unknown): text is string {
  return text !== undefined && isDeepStrictEqual(decodeJson(text), value);
}

/** Chroma takes lists of one type: beside a fraction all numbers are floats. */
function textOf(value: unknown): string {
  if (!Array.isArray(value)) return encodeJson(value);
  const items = value.map((item) => encodeJson(item));
  const areFloats = value.some((item) => typeof item === "number" && !Number.isInteger(item));
  return `[${items.map((item) => (areFloats && /^-?\d+$/.test(item) ? `${item}.0` : item)).join(",")}]`;
}

/** What Chroma would refuse after the merge was made. */
function requireStorable(key: string, value: unknown): void {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const types = new Set(items.map((item) => (typeof item === "bigint" ? "number" : typeof item)));
  if (items.length > 0 && types.size === 1 && items.every(isStorable) && key.isWellFormed()) return;
  throw new InvalidArgumentError(`the metadata "${key}" can't be ${inspect(value)}`, {
    advice: "Metadata are texts, numbers, booleans, or lists of one of them that are not empty.",
  });
}

function isStorable(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "boolean" || typeof value === "bigint";
}
