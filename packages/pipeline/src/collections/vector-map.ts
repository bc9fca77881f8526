import { type ChromaCollection, projectVectors } from "@stemma/chroma";
import type { CallOptions, Logger } from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";

/** How much is laid out. */
export interface VectorMapOptions extends CallOptions {
  /** Most records. Default 2,000. */
  readonly most?: number | undefined;
}

/** Records on a plane. */
export interface VectorMap {
  readonly points: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly document: string | null;
  }[];
  /** Of the collection, those with and without a place here. */
  readonly records: number;
  /** Which share of the variance each axis holds. */
  readonly explained: readonly [number, number];
}

const MOST = 2_000;
/** Records that are read at a time, of more than have room. */
const RUN = 50;

/** See `ProjectCollections.vectorMap`. */
export async function vectorMap(
  link: { readonly python: PythonContext; readonly logger: Logger },
  collection: ChromaCollection,
  { most = MOST, ...options }: VectorMapOptions,
): Promise<VectorMap> {
  const records = await collection.count(options);
  const ids: string[] = [];
  const documents: (string | null)[] = [];
  const vectors: Float32Array[] = [];
  let dimension = 0;
  for (const { offset, limit } of runsOf(records, most)) {
    const include = ["embeddings", "documents"] as const;
    const page = await collection.get({ offset, limit, include }, options);
    ids.push(...page.ids);
    documents.push(...page.documents);
    vectors.push(page.embeddings);
    if (page.dimension > 0) ({ dimension } = page);
  }
  const { points, explained } = await projectVectors(link, { vectors: joined(vectors), dimension }, options);
  return {
    points: ids.map((id, at) => ({
      id,
      x: points[2 * at] ?? 0,
      y: points[2 * at + 1] ?? 0,
      document: documents[at] ?? null,
    })),
    records,
    explained,
  };
}

/** Which records are read: all, or evenly spread runs. */
export function runsOf(records: number, most: number): { readonly offset: number; readonly limit: number }[] {
  if (records <= most) return records === 0 ? [] : [{ offset: 0, limit: records }];
  const runs = Math.max(1, Math.floor(most / RUN));
  const limit = Math.min(RUN, most);
  return Array.from({ length: runs }, (_, at) => ({
    offset: Math.floor((at * (records - limit)) / Math.max(1, runs - 1)),
    limit,
  }));
}

function joined(pieces: readonly Float32Array[]): Float32Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const all = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    all.set(piece, end);
    end += piece.length;
  }
  return all;
}
