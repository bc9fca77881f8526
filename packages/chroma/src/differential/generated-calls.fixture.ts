import fc from "fast-check";
import type { Where, WhereDocument } from "../model/filters.js";
import type { RecordBatch } from "../model/records.js";

/** A call on a collection; many of them are mistakes. */
export type GeneratedCall =
  | { readonly kind: "add" | "upsert" | "update"; readonly records: RecordBatch }
  | ({ readonly kind: "get" } & GeneratedFilter)
  | ({ readonly kind: "delete" } & GeneratedFilter);
interface GeneratedFilter {
  readonly where?: Where;
  readonly whereDocument?: WhereDocument;
}

const dimension = 2;
const key = fc.constantFrom("k", "l", "ümlaut", "a.b", "__proto__", "#x", "$y", "");
const text = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("a", "b", "doc", "x y", "", "ü", "🎉", "100%", "_", "\0") },
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constant("\ud800") },
);
const number = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -3, max: 12 }) },
  { weight: 4, arbitrary: fc.constantFrom(0.5, -1.25, 9.5, -0, 1e300) },
  { weight: 2, arbitrary: fc.constantFrom(2 ** 53, 2 ** 60, 2 ** 63, -(2 ** 63), 1e19) },
  { weight: 2, arbitrary: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, 2n ** 63n) },
);
const scalar = fc.oneof(number, text, fc.boolean());
const list = fc.oneof(
  { weight: 4, arbitrary: fc.array(number, { minLength: 1, maxLength: 4 }) },
  { weight: 2, arbitrary: fc.array(text, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
);
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 3, arbitrary: list },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined, { nested: 1 }) },
);
/** Most keys are good ones: a batch of mistakes alone would write nothing. */
const goodKey = fc.constantFrom("k", "l", "m");
const metadata = fc.oneof(
  { weight: 10, arbitrary: fc.dictionary(goodKey, value, { minKeys: 1, maxKeys: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(key, scalar, { maxKeys: 2 }) },
  { weight: 2, arbitrary: fc.constantFrom(null, undefined) },
);
const id = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom("a", "b", "c", "d", "e", 'quote"s', "ümlaut 🎉") },
  { weight: 1, arbitrary: fc.constantFrom("", "\udc00") },
);

const write = fc.uniqueArray(id, { minLength: 1, maxLength: 4 }).chain((ids) => {
  const each = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
    fc.array(arbitrary, { minLength: ids.length, maxLength: ids.length });
  return fc.record({
    kind: fc.constantFrom("add" as const, "upsert" as const, "update" as const),
    records: fc.record(
      {
        ids: fc.constant(ids),
        embeddings: each(
          fc.array(fc.integer({ min: -4, max: 4 }), { minLength: dimension, maxLength: dimension }),
        ),
        documents: each(fc.oneof(text, fc.constant(null))),
        metadatas: each(metadata),
        uris: each(fc.option(text)),
      },
      { requiredKeys: ["ids", "embeddings"] },
    ),
  });
});

const operand = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
);
const condition: fc.Arbitrary<unknown> = fc
  .oneof(
    scalar,
    fc.tuple(fc.constantFrom("$eq", "$ne", "$contains", "$not_contains"), operand),
    fc.tuple(fc.constantFrom("$gt", "$gte", "$lt", "$lte"), fc.oneof(number, number, operand)),
    fc.tuple(fc.constantFrom("$in", "$nin"), list),
  )
  .map((each) => (Array.isArray(each) ? { [each[0] as string]: each[1] } : each));
const leaf = fc.tuple(goodKey, condition).map(([name, each]) => ({ [name]: each }));
const where = fc.oneof(
  { weight: 6, arbitrary: leaf },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom("$and", "$or"), fc.array(leaf, { minLength: 1, maxLength: 3 }))
      .map(([operator, all]) => ({ [operator]: all })),
  },
) as fc.Arbitrary<Where>;

const expression = fc.oneof(text, fc.constantFrom("^a", "[ab]$", "o.", "(", "\\d+", "(?i)DOC"));
const textLeaf = fc
  .oneof(
    fc.tuple(fc.constantFrom("$contains", "$not_contains"), text),
    fc.tuple(fc.constantFrom("$regex", "$not_regex"), expression),
  )
  .map(([operator, each]) => ({ [operator]: each }));
const whereDocument = fc.oneof(
  { weight: 5, arbitrary: textLeaf },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("$and", "$or"), fc.array(textLeaf, { minLength: 2, maxLength: 3 }))
      .map(([operator, all]) => ({ [operator]: all })),
  },
) as fc.Arbitrary<WhereDocument>;

const filter = fc.record({ where, whereDocument }, { requiredKeys: [] });
const read = filter.map((each) => ({ kind: "get" as const, ...each }));
const removal = fc
  .oneof(
    where.map((each) => ({ where: each })),
    whereDocument.map((each) => ({ whereDocument: each })),
  )
  .map((each) => ({ kind: "delete" as const, ...each }));

/** Calls on one collection, one after the other. */
export const programs: fc.Arbitrary<GeneratedCall[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: write as fc.Arbitrary<GeneratedCall> },
    { weight: 5, arbitrary: read },
    { weight: 1, arbitrary: removal },
  ),
  { minLength: 8, maxLength: 20 },
);
