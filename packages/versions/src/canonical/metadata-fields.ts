import { UnversionableValueError } from "../errors/unversionable-value-error.js";

/** A metadata object's entries with their values as JSON text, so that 1 and 1.0 stay what they are. */
export type MetadataFields = ReadonlyMap<string, string>;

/** The entries of canonical JSON as this package writes it: nothing between the tokens. */
export function parseMetadata(json: string | null): MetadataFields {
  const fields = new Map<string, string>();
  if (json === null) return fields;
  let position = 1;
  while (position < json.length - 1) {
    const keyEnd = endOfValue(json, position);
    const valueEnd = endOfValue(json, keyEnd + 1);
    fields.set(JSON.parse(json.slice(position, keyEnd)) as string, json.slice(keyEnd + 1, valueEnd));
    position = valueEnd + 1;
  }
  return fields;
}

/** Canonical JSON of the entries; `null` when there are none. Keys in the order of their code points, as Python sorts. */
export function formatMetadata(fields: MetadataFields): string | null {
  if (fields.size === 0) return null;
  const sorted = [...fields].sort(([one], [other]) => compareCodePoints(one, other));
  return `{${sorted.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`;
}

/** Where the value that starts at `start` ends: at a comma, a colon or a closing bracket of its own level. */
export function endOfValue(json: string, start: number): number {
  let depth = 0;
  for (let position = start; position < json.length; position++) {
    const character = json[position];
    if (character === '"') position = endOfString(json, position);
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") {
      if (depth === 0) return position;
      depth--;
    } else if (depth === 0 && (character === "," || character === ":")) return position;
  }
  if (depth > 0) throw new UnversionableValueError("metadata of the repository is not complete JSON");
  return json.length;
}

function endOfString(json: string, start: number): number {
  for (let position = start + 1; position < json.length; position++) {
    if (json[position] === "\\") position++;
    else if (json[position] === '"') return position;
  }
  throw new UnversionableValueError("metadata of the repository is not complete JSON");
}

function compareCodePoints(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
