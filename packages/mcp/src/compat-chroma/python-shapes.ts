import type { GetResult } from "@stemma/pipeline/collections";
import { fitItems } from "../answer/fit-items.js";

/** Tokens of the records of one answer: clients refuse answers of more than 25,000. */
const MOST_TOKENS = 18_000;

/** Records as Chroma's Python client gives them, side by side; what was not asked for is `null`. */
interface PythonRecords {
  readonly ids: readonly string[];
  readonly embeddings: readonly (readonly number[])[] | null;
  readonly documents: readonly (string | null)[] | null;
  readonly uris: readonly (string | null)[] | null;
  readonly included: readonly string[];
  readonly data: null;
  readonly metadatas: readonly unknown[] | null;
  /** Not Chroma's own: what had no room. */
  readonly omitted?: string;
}

/** As many of the records as there is room for. */
export function pythonRecords(found: GetResult, include: readonly string[]): PythonRecords {
  const { items, left } = fitItems(
    found.ids.map((id, at) => ({
      id,
      document: found.documents[at] ?? null,
      metadata: plain(found.metadatas[at] ?? null),
      uri: found.uris[at] ?? null,
      embedding: include.includes("embeddings") ? vectorOf(found, at) : null,
    })),
    MOST_TOKENS,
  );
  const asked = <T>(field: string, values: readonly T[]): readonly T[] | null =>
    include.includes(field) ? values : null;
  return {
    ids: items.map(({ id }) => id),
    embeddings: include.includes("embeddings") ? items.map(({ embedding }) => embedding ?? []) : null,
    documents: asked(
      "documents",
      items.map(({ document }) => document),
    ),
    uris: asked(
      "uris",
      items.map(({ uri }) => uri),
    ),
    included: include,
    data: null,
    metadatas: asked(
      "metadatas",
      items.map(({ metadata }) => metadata),
    ),
    ...(left > 0 ? { omitted: `${left} more records: ask with limit and offset` } : {}),
  };
}

/** Lists of records as `query` gives them: one for each question. */
export function pythonQueries(
  results: readonly (PythonRecords & { readonly distances: readonly number[] | null })[],
  include: readonly string[],
): Record<string, unknown> {
  const all = (key: keyof PythonRecords | "distances"): unknown =>
    results.some((each) => each[key] !== null) ? results.map((each) => each[key]) : null;
  const omitted = results.flatMap((each) => each.omitted ?? []);
  return {
    ids: results.map((each) => each.ids),
    embeddings: all("embeddings"),
    documents: all("documents"),
    uris: all("uris"),
    included: include,
    data: null,
    metadatas: all("metadatas"),
    distances: all("distances"),
    ...(omitted.length > 0 ? { omitted: "some records: ask with fewer n_results" } : {}),
  };
}

function vectorOf({ embeddings, dimension }: GetResult, at: number): number[] {
  return Array.from(embeddings.subarray(at * dimension, (at + 1) * dimension));
}

/** Whole numbers that JavaScript holds no more exactly go as their digits. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
