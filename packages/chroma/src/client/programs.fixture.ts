import type { Collection, Metadata, Where } from "chromadb";
import fc from "fast-check";

interface Write {
  readonly kind: "add" | "upsert" | "update";
  readonly ids: string[];
  readonly embeddings: number[][];
  readonly documents?: string[] | undefined;
  readonly metadatas?: Metadata[] | undefined;
}
type Step =
  | Write
  | { readonly kind: "delete"; readonly ids?: string[]; readonly where?: Where; readonly limit?: number }
  | { readonly kind: "get"; readonly where: Where; readonly limit: number; readonly offset: number }
  | { readonly kind: "query"; readonly vector: number[]; readonly nResults: number; readonly where?: Where }
  | { readonly kind: "modify"; readonly metadata: Metadata };

// Eighths have exact sums and products, and no two records of a step have equal distances by chance of rounding.
const number = fc.integer({ min: -16, max: 16 }).map((eighths) => eighths / 8);
// One vector in twenty has another dimension: a mistake that both must refuse alike.
const vector = fc.oneof(
  { weight: 20, arbitrary: fc.array(number, { minLength: 3, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(number, { minLength: 2, maxLength: 2 }) },
);
const id = fc.constantFrom("a", "b", "c", "d", "e", 'quote"s', "ümlaut 🎉");
const metadata: fc.Arbitrary<Metadata> = fc.record(
  {
    group: fc.constantFrom("x", "y"),
    number: fc.integer({ min: -5, max: 5 }),
    half: fc.constantFrom(0.5, -1.25),
    flag: fc.boolean(),
    tags: fc.array(fc.constantFrom("p", "q"), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
// (Lists in a collection's own metadata end a server.)
const condition: fc.Arbitrary<Where> = fc.oneof(
  fc.constantFrom<Where>(
    { group: "x" },
    { number: { $gt: 2 } },
    { flag: true },
    { tags: { $contains: "p" } },
  ),
  fc.constantFrom<Where>({ $and: [{ group: "y" }, { number: { $lte: 0 } }] }, { half: { $in: [0.5] } }),
);

const write: fc.Arbitrary<Step> = fc.array(id, { minLength: 1, maxLength: 4 }).chain((ids) => {
  const each = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
    fc.array(arbitrary, { minLength: ids.length, maxLength: ids.length });
  return fc.record({
    kind: fc.constantFrom("add" as const, "upsert" as const, "update" as const),
    ids: fc.constant(ids),
    embeddings: each(vector),
    documents: fc.option(each(fc.string({ unit: "grapheme", maxLength: 12 })), { nil: undefined }),
    metadatas: fc.option(each(metadata), { nil: undefined }),
  });
});
const others: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("delete" as const), ids: fc.uniqueArray(id, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant("delete" as const), where: condition }),
  fc.record({
    kind: fc.constant("get" as const),
    where: condition,
    limit: fc.integer({ min: -1, max: 4 }),
    offset: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({ kind: fc.constant("query" as const), vector, nResults: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ kind: fc.constant("query" as const), vector, nResults: fc.constant(9), where: condition }),
  fc.record({ kind: fc.constant("modify" as const), metadata: metadata.filter((each) => !("tags" in each)) }),
);

/** A few calls on one collection, mistakes among them. */
export const programs: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: write }, { weight: 2, arbitrary: others }),
  { minLength: 1, maxLength: 8 },
);

/** Makes one of the calls; what it answers is compared. */
export async function runStep(collection: Collection, step: Step): Promise<unknown> {
  switch (step.kind) {
    case "add":
    case "upsert":
    case "update": {
      const { kind, ids, embeddings, documents, metadatas } = step;
      return collection[kind]({
        ids,
        embeddings,
        ...(documents ? { documents } : {}),
        ...(metadatas ? { metadatas } : {}),
      });
    }
    case "delete":
      return collection.delete(step);
    case "get":
      return collection.get(step);
    case "query":
      return nearest(collection, step);
    case "modify": {
      await collection.modify({ metadata: step.metadata });
      return collection.metadata;
    }
  }
}

/** The order of records at one distance is nobody's promise: distances as they come, records by id. */
async function nearest(
  collection: Collection,
  { vector: wanted, nResults, where }: Extract<Step, { kind: "query" }>,
): Promise<unknown> {
  const request = { queryEmbeddings: [wanted], nResults, ...(where ? { where } : {}) };
  const found = await collection.query({ ...request, include: ["distances", "documents", "metadatas"] });
  const rows = found.rows()[0] ?? [];
  // At the edge of nResults either of two equals may be in.
  return nResults < 9
    ? found.distances
    : [found.distances, rows.sort((one, other) => (one.id < other.id ? -1 : 1))];
}

/** Everything a collection holds, by id. */
export async function contentOf(collection: Collection): Promise<unknown> {
  const found = await collection.get({ include: ["documents", "embeddings", "metadatas", "uris"] });
  return found.rows();
}
