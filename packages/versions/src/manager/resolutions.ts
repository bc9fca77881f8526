import { decodeJson, encodeJson } from "@stemma/core";
import { metadataObject } from "../canonical/metadata-objects.js";
import { isAboutText, type Resolution } from "../merge/conflict.js";

/** Later decisions go before earlier ones; of one document or collection field by field, unless one decides all of it. */
export function joinResolutions(known: readonly Resolution[], added: readonly Resolution[]): Resolution[] {
  const joined = [...known];
  for (const each of added) {
    const index = joined.findIndex((old) => isSame(old, each));
    const old = joined[index];
    if (old === undefined) joined.push(each);
    else joined[index] = isWhole(each) ? each : joinFields(old, each);
  }
  return joined;
}

/** A text of one's own and a side's text, or the other side's deletion, can't both be. */
function joinFields(old: Resolution, added: Resolution): Resolution {
  const { content, fields, ...rest } = old;
  const isText = ([field]: readonly [string, unknown]): boolean => isAboutText(field);
  const before = Object.entries(fields ?? {}).filter((each) => !(added.content && isText(each)));
  const keepsOwn = content !== undefined && !Object.entries(added.fields ?? {}).some(isText);
  return {
    ...rest,
    ...(keepsOwn ? { content } : {}),
    ...added,
    fields: { ...Object.fromEntries(before), ...added.fields },
  };
}

/** Vectors as plain numbers. */
export function formatResolutions(resolutions: readonly Resolution[]): string {
  return encodeJson(resolutions.map((each) => withVectors(each, (vector) => [...(vector as Float32Array)])));
}

export function parseResolutions(json: string): Resolution[] {
  const plain = (decodeJson(json) as Resolution[]).map(withMetadataObject);
  return plain.map(
    (each) => withVectors(each, (vector) => new Float32Array(vector as number[])) as Resolution,
  );
}

function withVectors(
  { content, document, ...rest }: Resolution,
  change: (vector: unknown) => unknown,
): object {
  return {
    ...rest,
    ...(content && { content: { ...content, embedding: change(content.embedding) } }),
    ...(document && { document: { ...document, embedding: change(document.embedding) } }),
  };
}

/** Versions before kept it as JSON text. */
function withMetadataObject(resolution: Resolution): Resolution {
  const { document } = resolution;
  const metadata: unknown = document?.metadata;
  if (!document || typeof metadata !== "string") return resolution;
  return { ...resolution, document: { ...document, metadata: metadataObject(metadata) } };
}

function isWhole({ take, document }: Resolution): boolean {
  return take !== undefined || document !== undefined;
}

function isSame(one: Resolution, other: Resolution): boolean {
  return one.collection === other.collection && one.id === other.id;
}
