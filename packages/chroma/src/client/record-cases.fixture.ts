import type { Collection, Metadata, Where, WhereDocument } from "chromadb";

/** A call on a collection that holds {@link filled}; most of them are mistakes. */
export type RecordCase = readonly [what: string, run: (notes: Collection) => Promise<unknown>];

const everything = ["documents", "embeddings", "metadatas", "uris"] as const;

/** What the collection of a case holds. */
export const filled = {
  ids: ["a", "b", "c", "d"],
  embeddings: [
    [0.1, 0.2],
    [1, 0],
    [0, 1],
    [-1, 0.3],
  ],
  documents: ["the first", "", "zwei 🎉", "fourth line"],
  metadatas: [
    { number: 1, tags: ["x", "y"] },
    { number: 2.5, yes: true },
    { number: -3, text: "ü" },
    { text: "d", yes: false },
  ] satisfies Metadata[],
};

const where = (filter: unknown): RecordCase => [
  `where ${JSON.stringify(filter)}`,
  async (notes) => (await notes.get({ where: filter as Where })).ids.sort(),
];
const whereDocument = (filter: unknown): RecordCase => [
  `whereDocument ${JSON.stringify(filter)}`,
  async (notes) => (await notes.get({ whereDocument: filter as WhereDocument })).ids.sort(),
];
const add = (what: string, records: unknown): RecordCase => [
  `add ${what}`,
  async (notes) => {
    await notes.add(records as Parameters<Collection["add"]>[0]);
    return notes.get({ include: [...everything] });
  },
];
const update = (what: string, records: unknown): RecordCase => [
  `update ${what}`,
  async (notes) => {
    await notes.update(records as Parameters<Collection["update"]>[0]);
    return notes.get({ include: [...everything] });
  },
];
const get = (what: string, request: unknown): RecordCase => [
  `get ${what}`,
  (notes) => notes.get(request as Parameters<Collection["get"]>[0]),
];
const query = (what: string, request: unknown): RecordCase => [
  `query ${what}`,
  (notes) => notes.query(request as Parameters<Collection["query"]>[0]),
];
const remove = (what: string, request: unknown): RecordCase => [
  `delete ${what}`,
  async (notes) => [
    await notes.delete(request as Parameters<Collection["delete"]>[0]),
    (await notes.get()).ids.sort(),
  ],
];

const one = { ids: ["n"], embeddings: [[1, 2]] };

export const recordCases: readonly RecordCase[] = [
  ["count", (notes) => notes.count()],
  ["peek", (notes) => notes.peek({})],
  ["peek 2", (notes) => notes.peek({ limit: 2 })],
  add("one", one),
  add("with everything", { ...one, documents: ["x"], metadatas: [{ a: 1, b: null }], uris: ["file:///x"] }),
  add("what is there", { ids: ["a"], embeddings: [[9, 9]], documents: ["new"] }),
  add("nothing", {}),
  add("no ids", { ids: [], embeddings: [] }),
  add("ids that are no list", { ids: "n", embeddings: [[1, 2]] }),
  add("an id that is no text", { ids: [1], embeddings: [[1, 2]] }),
  add("an empty id", { ids: [""], embeddings: [[1, 2]] }),
  add("an id twice", {
    ids: ["n", "n"],
    embeddings: [
      [1, 2],
      [1, 2],
    ],
  }),
  add("no vectors", { ids: ["n"], documents: ["text"] }),
  add("an empty vector", { ids: ["n"], embeddings: [[]] }),
  add("vectors of two lengths", { ids: ["m", "n"], embeddings: [[1, 2], [1]] }),
  add("another dimension", { ids: ["n"], embeddings: [[1, 2, 3]] }),
  add("fewer vectors than ids", { ids: ["m", "n"], embeddings: [[1, 2]] }),
  add("a document that is null", { ...one, documents: [null] }),
  add("empty metadata", { ...one, metadatas: [{}] }),
  add("null metadata", { ...one, metadatas: [null] }),
  add("an empty list in metadata", { ...one, metadatas: [{ tags: [] }] }),
  add("a mixed list in metadata", { ...one, metadatas: [{ tags: ["a", 1] }] }),
  add("an object in metadata", { ...one, metadatas: [{ deep: { a: 1 } }] }),
  add("numbers of every kind", {
    ...one,
    metadatas: [{ whole: 5, half: 0.5, big: 2 ** 52, negative: -7, list: [1, 2] }],
  }),
  add("6000 records", {
    ids: Array.from({ length: 6_000 }, (_value, index) => `n${index}`),
    embeddings: Array.from({ length: 6_000 }, () => [1, 2]),
  }),
  update("a document and its vector", { ids: ["a"], embeddings: [[5, 5]], documents: ["changed"] }),
  update("metadata", { ids: ["a", "none"], metadatas: [{ more: 3 }, { x: 1 }] }),
  update("a document without a vector", { ids: ["a"], documents: ["changed"] }),
  update("another dimension", { ids: ["a"], embeddings: [[1, 2, 3]] }),
  update("nothing but the id", { ids: ["a"] }),
  [
    "upsert old and new",
    async (notes) => {
      await notes.upsert({
        ids: ["a", "n"],
        embeddings: [
          [7, 7],
          [8, 8],
        ],
        documents: ["old", "new"],
      });
      return notes.get({ include: [...everything] });
    },
  ],
  get("all", undefined),
  get("everything", { include: everything }),
  get("nothing included", { include: [] }),
  get("ids", { ids: ["c", "a", "none"], include: everything }),
  get("no ids", { ids: [] }),
  get("unknown ids", { ids: ["none"], include: everything }),
  get("a page", { limit: 2, offset: 1 }),
  get("behind the end", { offset: 10 }),
  get("limit 0", { limit: 0 }),
  get("a negative limit", { limit: -1 }),
  get("half a limit", { limit: 1.5 }),
  get("a negative offset", { offset: -1 }),
  get("distances", { include: ["distances"] }),
  get("an unknown field", { include: ["data"] }),
  get("include that is no list", { include: "documents" }),
  query("one", { queryEmbeddings: [[0.1, 0.3]] }),
  query("two with everything", {
    queryEmbeddings: [
      [0.1, 0.3],
      [1, 1],
    ],
    nResults: 2,
    include: [...everything, "distances"],
  }),
  query("some ids", { queryEmbeddings: [[1, 0]], ids: ["c", "d"], include: ["distances"] }),
  query("with filters", {
    queryEmbeddings: [[1, 0]],
    where: { yes: true },
    whereDocument: { $not_contains: "zwei" },
  }),
  query("nothing that fits", {
    queryEmbeddings: [[1, 0]],
    where: { number: 99 },
    include: [...everything, "distances"],
  }),
  query("without anything", {}),
  query("texts", { queryTexts: ["x"] }),
  query("no results", { queryEmbeddings: [[1, 0]], nResults: 0 }),
  query("no results in another dimension", { queryEmbeddings: [[1, 0, 0]], nResults: 0 }),
  query("no results where a condition can't be read", {
    queryEmbeddings: [[1, 0]],
    nResults: 0,
    where: { $and: [] },
  }),
  query("no results of texts by an expression that can't be read", {
    queryEmbeddings: [[1, 0]],
    nResults: 0,
    whereDocument: { $regex: "[" },
  }),
  query("fewer than none", { queryEmbeddings: [[1, 0]], nResults: -1 }),
  query("half a result", { queryEmbeddings: [[1, 0]], nResults: 1.5 }),
  query("another dimension", { queryEmbeddings: [[1, 0, 0]] }),
  query("vectors of two lengths", { queryEmbeddings: [[1, 0], [1]] }),
  remove("by id", { ids: ["a", "none"] }),
  remove("by filter", { where: { yes: { $eq: true } } }),
  remove("by text", { whereDocument: { $contains: "line" } }),
  remove("by id and filter", { ids: ["a", "b"], where: { number: { $gt: 2 } } }),
  remove("with a limit", { where: { number: { $gt: -10 } }, limit: 2 }),
  remove("with a limit and no filter", { ids: ["a"], limit: 1 }),
  remove("with half a limit", { where: { number: 1 }, limit: 0.5 }),
  remove("nothing", {}),
  where({ number: 1 }),
  where({ number: { $gte: 1 } }),
  where({ number: { $lt: "x" } }),
  where({ text: { $in: ["d", "ü"] } }),
  where({ text: { $nin: ["d"] } }),
  where({ text: { $in: [] } }),
  where({ text: { $in: ["d", 1] } }),
  where({ yes: { $ne: true } }),
  where({ tags: { $contains: "x" } }),
  where({ tags: { $not_contains: "x" } }),
  where({ $and: [{ yes: true }, { number: 2.5 }] }),
  where({ $or: [{ yes: true }, { text: "ü" }, { $and: [{ number: 1 }, { number: { $ne: 2 } }] }] }),
  where({ $and: [{ yes: true }] }),
  where({ $or: [] }),
  where({}),
  where({ number: 1, yes: true }),
  where({ number: { $like: 1 } }),
  where({ number: { $gt: 1, $lt: 3 } }),
  where({ number: null }),
  where("number"),
  whereDocument({ $contains: "first" }),
  whereDocument({ $not_contains: "first" }),
  whereDocument({ $regex: "^f.*e$" }),
  whereDocument({ $not_regex: "[a-z]" }),
  whereDocument({ $regex: "(" }),
  whereDocument({ $and: [{ $contains: "f" }, { $not_contains: "first" }] }),
  whereDocument({ $or: [{ $contains: "zwei" }, { $contains: "line" }] }),
  whereDocument({ $or: [{ $contains: "zwei" }] }),
  whereDocument({ $contains: 5 }),
  whereDocument({ $matches: "first" }),
  whereDocument({ $like: "first" }),
  whereDocument({}),
  // Numbers: JavaScript has one kind, Chroma two.
  add("whole numbers and fractions in a list", { ...one, metadatas: [{ bbox: [0, 12.5, 100, 20] }] }),
  add("a whole number after a fraction", { ...one, metadatas: [{ list: [4.5, 5] }] }),
  add("minus zero", { ...one, metadatas: [{ list: [0, -0], zero: -0 }] }),
  add("wide integers", { ...one, metadatas: [{ list: [1, 2 ** 53], id: 2 ** 60, least: -(2 ** 63) }] }),
  add("what is wider than 64 bits", { ...one, metadatas: [{ list: [1, 2 ** 63], big: 1e300 }] }),
  add("NaN in a list", { ...one, metadatas: [{ list: [1.5, Number.NaN] }] }),
  add("infinity", { ...one, metadatas: [{ number: Infinity }] }),
  add("a vector beyond 32 bits", { ids: ["n"], embeddings: [[1, 1e39]] }),
  add("a vector with NaN", { ids: ["n"], embeddings: [[1, Number.NaN]] }),
  add("a bigint", { ...one, metadatas: [{ big: 2n ** 60n }] }),
  where({ number: { $in: [2.5, 1] } }),
  where({ number: { $in: [0.5] } }),
  where({ number: { $gt: 0.5 } }),
  where({ number: { $lt: 2.5 } }),
  where({ number: Number.NaN }),
  where({ number: { $gt: Infinity } }),
  where({ number: -0 }),
  // Nothing, in its several forms.
  add("metadata that is undefined alone", { ...one, metadatas: [{ author: undefined }] }),
  add("metadata that is null alone", { ...one, metadatas: [{ x: null }] }),
  add("a uri that is null", { ...one, uris: [null] }),
  update("metadata to undefined", { ids: ["a"], metadatas: [{ number: undefined }] }),
  update("metadata to null", { ids: ["a"], metadatas: [{ number: null }] }),
  update("metadata that is null as a whole", { ids: ["a"], metadatas: [null] }),
  get("with an empty filter by text", { whereDocument: { $contains: "" } }),
  remove("no ids", { ids: [] }),
  remove("no ids by a filter", { ids: [], where: { number: 1 } }),
  whereDocument({ $contains: "" }),
  whereDocument({ $not_contains: "" }),
  whereDocument({ $regex: "" }),
  whereDocument({ $not_regex: "" }),
  // What is no text.
  add("an id of half a character", { ids: ["\ud800"], embeddings: [[1, 2]] }),
  add("a document of half a character", { ...one, documents: ["\ud800"] }),
  add("a uri of half a character", { ...one, uris: ["\ud800"] }),
  add("metadata of half a character", { ...one, metadatas: [{ text: "\ud800" }] }),
  add("a document that is a number", { ...one, documents: [3] }),
  add("a key that begins with #", { ...one, metadatas: [{ "#x": 1 }] }),
  add("nested metadata", { ...one, metadatas: [{ a: { b: 1 } }] }),
  add("a list of two kinds", { ...one, metadatas: [{ a: [1, "x"] }] }),
];
