const api = "chromadb.api.rust:RustBindingsAPI";
const client = "chromadb.api.client:Client";
const exceptions = [
  "RuntimeError",
  "ValueError",
  "MemoryError",
  "SystemExit",
  "KeyboardInterrupt",
  "StopIteration",
  "UnprintableError",
  "chromadb.errors:InternalError",
];
const record = () => ({ ids: ["fault"], embeddings: new Float32Array([1, 0]) });

/** Operations with the Python function inside them; each leaves the collection as it is. */
const operations = [
  [`${api}._add`, ({ notes }, options) => notes.add(record(), options)],
  [`${api}._upsert`, ({ notes }, options) => notes.upsert(record(), options)],
  [`${api}._update`, ({ notes }, options) => notes.update(record(), options)],
  [`${api}._get`, ({ notes }, options) => notes.get({}, options)],
  [`${api}._query`, ({ notes }, options) => notes.query({ queryEmbeddings: [[1, 0]] }, options)],
  [`${api}._delete`, ({ notes }, options) => notes.delete({ ids: ["fault"] }, options)],
  [`${api}._count`, ({ notes }, options) => notes.count(options)],
  [`${client}.list_collections`, ({ chroma }, options) => chroma.listCollections({}, options)],
  [`${client}.count_collections`, ({ chroma }, options) => chroma.countCollections(options)],
  [`${client}.get_collection`, ({ chroma }, options) => chroma.getCollection({ name: "notes" }, options)],
  [
    `${client}.delete_collection`,
    ({ chroma }, options) => chroma.deleteCollection({ name: "notes" }, options),
  ],
];

const codeOf = (call) =>
  call.then(
    () => "no error",
    ({ code }) => code,
  );

/** Each breaks one operation and gives the code that its error had, and those that are right. */
const kinds = [
  async function exception({ bench, faults, random }) {
    const [target, run] = random.pick(operations);
    await faults.fail(target, random.pick(exceptions), "soak");
    const code = await codeOf(run(bench));
    await faults.restore();
    return { code, right: ["CHROMA_OPERATION_FAILED", "INVALID_ARGUMENT"] };
  },
  async function hang({ bench, faults, random }) {
    const [target, run] = random.pick(operations);
    await faults.hang(target, 60);
    const code = await codeOf(run(bench, { timeoutMs: 30 + random.below(100) }));
    await faults.restore();
    return { code, right: ["TIMEOUT"] };
  },
  async function cancellation({ bench, faults, random }) {
    const [target, run] = random.pick(operations);
    await faults.hang(target, 60);
    const code = await codeOf(run(bench, { signal: AbortSignal.timeout(random.below(100)) }));
    await faults.restore();
    return { code, right: ["CANCELLED"] };
  },
  async function badArgument({ bench, random }) {
    const [call, right] = random.pick([
      [() => bench.notes.add({ ids: ["x"], embeddings: [[1, 2, 3]] }), "DIMENSION_MISMATCH"],
      [
        () =>
          bench.notes.add({
            ids: ["x", "x"],
            embeddings: [
              [1, 2],
              [1, 2],
            ],
          }),
        "INVALID_ARGUMENT",
      ],
      [() => bench.notes.get({ where: { $nonsense: 1 } }), "INVALID_ARGUMENT"],
      [() => bench.chroma.createCollection({ name: "notes" }), "COLLECTION_EXISTS"],
      [() => bench.chroma.getCollection({ name: "nowhere" }), "COLLECTION_NOT_FOUND"],
      [() => bench.chroma.deleteCollection({ name: "nowhere" }), "COLLECTION_NOT_FOUND"],
    ]);
    return { code: await codeOf(call()), right: [right] };
  },
];

/** Runs one random fault; the same operation must fail as it should, and the next call work. */
export async function runFault(surroundings) {
  const { bench, ledger, random, number } = surroundings;
  const kind = random.pick(kinds);
  const { code, right } = await kind(surroundings);
  ledger.count(code);
  ledger.expect(right.includes(code), `fault ${number} (${kind.name}) gave ${code}, not ${right}`);
  const { ids } = await bench.notes.get({ ids: ["kept"] });
  ledger.expect(ids.length === 1, `after fault ${number} (${kind.name}) the record is gone`);
}
