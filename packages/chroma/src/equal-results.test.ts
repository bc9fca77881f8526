import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type ChromaServer,
  createIsolatedDirectory,
  type IsolatedDirectory,
  startChromaServer,
  uniqueName,
} from "@stemma/test-cleanup";
import fc from "fast-check";
import type { ChromaCollection } from "./api/chroma-collection.js";
import type { Where } from "./model/filters.js";
import type { Metadata } from "./model/metadata.js";
import { openChroma } from "./open-chroma.js";
import { startTestPython, type TestPython, venvProgram } from "./test-python.fixture.js";
import { vectorAt } from "./vectors/vector-batch.js";

interface Write {
  readonly kind: "add" | "upsert" | "update";
  readonly ids: string[];
  readonly embeddings: number[][];
  readonly documents: string[];
  readonly metadatas: Metadata[];
  readonly query: number[];
}
interface Deletion {
  readonly kind: "delete";
  readonly ids: string[];
  readonly query: number[];
}
interface FilteredDeletion {
  readonly kind: "deleteWhere";
  readonly where: Where;
  readonly query: number[];
}
interface Restart {
  readonly kind: "restart";
  readonly query: number[];
}
type Operation = Write | Deletion | FilteredDeletion | Restart;

/** A collection's content and a query's answer, by id: the order of equals is nobody's promise. */
interface Snapshot {
  readonly records: Readonly<
    Record<string, { document: string | null; metadata: Metadata | null; vector: number[] }>
  >;
  readonly distances: Readonly<Record<string, number>>;
}

// Eighths have exact sums and products: every implementation must get the same distances.
const number = fc.integer({ min: -16, max: 16 }).map((eighths) => eighths / 8);
const vector = fc.array(number, { minLength: 3, maxLength: 3 });
const id = fc.constantFrom("a", "b", "c", "d", "e", 'quote"s', "ümlaut 🎉");
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 4 });
const metadata: fc.Arbitrary<Metadata> = fc.record(
  {
    group: fc.constantFrom("x", "y"),
    number: fc.integer({ min: -5, max: 5 }),
    half: fc.constantFrom(0.5, -1.25),
    flag: fc.boolean(),
    tags: fc.array(fc.constantFrom("p", "q"), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ["group"] },
);

const write: fc.Arbitrary<Operation> = ids.chain((chosen) => {
  const each = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
    fc.array(arbitrary, { minLength: chosen.length, maxLength: chosen.length });
  return fc.record({
    kind: fc.constantFrom("add", "upsert", "update"),
    ids: fc.constant(chosen),
    embeddings: each(vector),
    documents: each(fc.string({ unit: "grapheme", maxLength: 20 })),
    metadatas: each(metadata),
    query: vector,
  });
});
const deletion: fc.Arbitrary<Operation> = fc.record({ kind: fc.constant("delete"), ids, query: vector });
const filteredDeletion: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constant("deleteWhere"),
  where: fc.oneof(
    fc.constantFrom<Where>({ group: "x" }, { number: { $gt: 2 } }, { flag: true }),
    fc.constant<Where>({ $and: [{ group: "y" }, { number: { $lte: 0 } }] }),
  ),
  query: vector,
});
const restart: fc.Arbitrary<Operation> = fc.record({ kind: fc.constant("restart"), query: vector });
const operations = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: write },
    { weight: 1, arbitrary: deletion },
    { weight: 1, arbitrary: filteredDeletion },
    {
      weight: 1,
      arbitrary: restart,
    },
  ),
  { minLength: 1, maxLength: 10 },
);

describe("generated operations", () => {
  let python: TestPython;
  let directory: IsolatedDirectory;
  let server: ChromaServer;

  beforeAll(async () => {
    python = await startTestPython();
    directory = await createIsolatedDirectory();
    server = await startChromaServer({
      command: venvProgram("chroma"),
      dataDirectory: `${directory.path}/server`,
    });
  }, 90_000);
  afterAll(async () => {
    await server.stop();
    await python.close();
    await directory.remove();
  });

  it("have equal results in pure Python, in this process and on a server, restarts between them included", async () => {
    await fc.assert(
      fc.asyncProperty(operations, async (sequence) => {
        const reference = await python.execute<Snapshot[]>({
          module: "chroma_reference",
          name: "run",
          args: [sequence],
        });
        if (!reference.ok) throw new Error(reference.error.traceback ?? reference.error.message);
        const name = uniqueName("sequence");
        for (const location of [`${directory.path}/${name}`, server.url]) {
          expect(await snapshotsAt(location, name, sequence)).toEqual(reference.value.map(rounded));
        }
      }),
      { numRuns: 15, interruptAfterTimeLimit: 90_000, markInterruptAsFailure: true },
    );
  }, 120_000);

  async function snapshotsAt(
    location: string,
    name: string,
    sequence: readonly Operation[],
  ): Promise<Snapshot[]> {
    let chroma = await openChroma(location, { python });
    let collection = await chroma.createCollection({ name });
    const snapshots: Snapshot[] = [];
    for (const operation of sequence) {
      if (operation.kind === "restart") {
        await chroma.close();
        chroma = await openChroma(location, { python });
        collection = await chroma.getCollection({ name });
      } else if (operation.kind === "delete") await collection.delete({ ids: operation.ids });
      else if (operation.kind === "deleteWhere") await collection.delete({ where: operation.where });
      else await collection[operation.kind](operation);
      snapshots.push(rounded(await snapshotOf(collection, operation.query)));
    }
    await chroma.close();
    return snapshots;
  }
});

async function snapshotOf(collection: ChromaCollection, query: number[]): Promise<Snapshot> {
  const content = await collection.get({ include: ["documents", "metadatas", "embeddings"] });
  const records = content.ids.map((recordId, position) => [
    recordId,
    {
      document: content.documents[position] ?? null,
      metadata: content.metadatas[position] ?? null,
      vector: [...vectorAt(content.embeddings, content.dimension, position)],
    },
  ]);
  if (records.length === 0) return { records: {}, distances: {} };
  const nearest = await collection.query({ queryEmbeddings: [query], nResults: records.length });
  const distances = (nearest.ids[0] ?? []).map((recordId, position) => [
    recordId,
    nearest.distances[0]?.[position],
  ]);
  return {
    records: Object.fromEntries(records) as Snapshot["records"],
    distances: Object.fromEntries(distances) as Snapshot["distances"],
  };
}

/** Distances to six digits: a server sends them as decimal text. */
function rounded({ records, distances }: Snapshot): Snapshot {
  const entries = Object.entries(distances).map(([recordId, distance]) => [
    recordId,
    Math.fround(distance).toFixed(5),
  ]);
  return { records, distances: Object.fromEntries(entries) as Snapshot["distances"] };
}
