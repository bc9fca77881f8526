import type { Metadata, MetadataValue } from "../model/metadata.js";

/**
 * A record's metadata as it is handed out, the same from either service: `null` where there is none (a record that has a document or
 * uri only comes without keys), and a `bigint` only where a number would not do.
 */
export function readMetadata(metadata: Metadata | null): Metadata | null {
  if (metadata === null) return null;
  let changed: Record<string, MetadataValue | undefined> | undefined;
  let isEmpty = true;
  for (const key in metadata) {
    isEmpty = false;
    const value = metadata[key];
    if (typeof value !== "bigint" && !Array.isArray(value)) continue;
    const read = readValue(value);
    if (read !== value) (changed ??= { ...metadata })[key] = read;
  }
  return isEmpty ? null : (changed ?? metadata);
}

function readValue(value: bigint | readonly unknown[]): MetadataValue {
  if (typeof value === "bigint") return BigInt(Number(value)) === value ? Number(value) : value;
  const list = value as readonly (number | bigint)[];
  return list.some((each) => typeof each === "bigint")
    ? list.map((each) => readValue(BigInt(each)) as number)
    : list;
}
