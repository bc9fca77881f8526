import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { StemmaError } from "@stemma/core";
import { openFilesUnder, useChroma } from "@stemma/test-cleanup";
import { Table, tableToIPC, vectorFromArray } from "apache-arrow";
import fc from "fast-check";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";
import { checkRecords } from "./check-records.js";
import { BadRecordError } from "./errors/bad-record-error.js";
import { exportCollection, importCollection } from "./index.js";
import { openSource } from "./open-source.js";
import type { TransferFormat } from "./transfer-format.js";

/** More of them by hand: STEMMA_FUZZ_RUNS=20000. */
const numRuns = Number(process.env["STEMMA_FUZZ_RUNS"] ?? 300);
/** So many of them go into a Chroma as well. */
const importRuns = Math.ceil(numRuns / 10);
const timeLimit = Math.max(60_000, numRuns * 200);

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "",
    "__proto__",
    "chroma:document",
    "\u0000",
    "\ud800",
    "a".repeat(70_000),
    "[".repeat(9_000),
  ),
);
const anyValue = fc.oneof(
  fc.jsonValue(),
  anyText,
  fc.constantFrom(1e39, -0, 2 ** 60),
  fc.array(fc.double(), { maxLength: 4 }),
);
const anyObject = fc.dictionary(
  fc.constantFrom(
    "id",
    "document",
    "metadata",
    "uri",
    "embedding",
    "collection",
    "name",
    "configuration",
    "hnsw",
    "x",
  ),
  fc.oneof(
    anyValue,
    fc.dictionary(fc.constantFrom("name", "metadata", "configuration", "hnsw", "space", "a"), anyValue),
  ),
);
const goodRecord = fc.record({
  id: fc.string({ minLength: 1 }),
  document: fc.string(),
  embedding: fc.constant([1, 2]),
});
const anyLine = fc.oneof(
  { weight: 4, arbitrary: anyObject.map((value) => JSON.stringify(value)) },
  { weight: 3, arbitrary: goodRecord.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: anyText },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{"id":"a","embedding":[1e999]}',
      '{"id":"a","metadata":{"__proto__":{"ids":1}},"document":""}',
      `{"id":"a","metadata":${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}}`,
      '{"id":"a","id":"b","document":"twice"}',
      '{"collection":{"name":"n","metadata":{"a":[]},"configuration":{"hnsw":{"space":"no"}}}}',
      '{"collection":{"name":"../../etc","metadata":"text","configuration":7}}',
    ),
  },
);
const jsonLinesFile = fc
  .tuple(
    fc.array(anyLine, { maxLength: 6 }),
    fc.constantFrom("\n", "\r\n", "\n\n"),
    fc.uint8Array({ maxLength: 8 }),
  )
  .map(([lines, end, rest]) => Buffer.concat([Buffer.from(lines.join(end)), rest]));

/** Columns of any type that Arrow has under the names that are read. */
const column = fc
  .constantFrom("id", "document", "metadata", "uri", "embedding", "other")
  .chain((name) =>
    fc
      .oneof(
        fc.array(fc.option(anyText.map((text) => text.toWellFormed())), { minLength: 3, maxLength: 3 }),
        fc.array(fc.double(), { minLength: 3, maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        fc.array(fc.bigInt({ min: -5n, max: 5n }), { minLength: 3, maxLength: 3 }),
        fc.array(fc.array(fc.double(), { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
        fc.array(fc.date({ noInvalidDate: true }), { minLength: 3, maxLength: 3 }),
        fc.constant(["a", "b", "c"]),
      )
      .map((values) => [name, values] as const),
  );
const arrowTable = fc.array(column, { minLength: 1, maxLength: 4 }).map((columns) => {
  const vectors = Object.fromEntries(
    columns.map(([name, values]) => [name, vectorFromArray(values as unknown[])]),
  );
  return Buffer.from(tableToIPC(new Table(vectors), "file"));
});

/** A file with some of its bytes changed, or a part of it left out. */
function damaged(whole: Buffer): fc.Arbitrary<Buffer> {
  const place = fc.nat(whole.length - 1);
  const changes = fc.array(fc.tuple(place, fc.oneof(fc.nat(255), fc.constantFrom(0, 127, 128, 255))), {
    minLength: 1,
    maxLength: 6,
  });
  return fc.oneof(
    changes.map((changed) => {
      const bytes = Buffer.from(whole);
      for (const [at, value] of changed) bytes[at] = value;
      return bytes;
    }),
    fc.tuple(place, place).map(([from, to]) => Buffer.concat([whole.subarray(0, from), whole.subarray(to)])),
  );
}

describe("files that say anything", () => {
  let directory: string;
  let python: TestPython;
  let arrowFile: Buffer;
  let jsonLines: Buffer;
  beforeAll(async () => {
    python = await startTestPython();
    directory = await mkdtemp(join(tmpdir(), "stemma-files-"));
    const chroma = await openChroma(join(directory, "source"), { python });
    const notes = await chroma.createCollection({ name: "notes", metadata: { topic: "ferries" } });
    await notes.add({
      ids: ["a", "b", "c"],
      embeddings: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      documents: ["one", null, "three"],
      metadatas: [{ a: 1 }, null, { b: [1.5] }],
    });
    await exportCollection(notes, join(directory, "notes.arrow"));
    await exportCollection(notes, join(directory, "notes.jsonl"));
    await chroma.close();
    arrowFile = await readFile(join(directory, "notes.arrow"));
    jsonLines = await readFile(join(directory, "notes.jsonl"));
  });
  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
    await python.close();
  });
  const test = useChroma({ open: (place) => openChroma(place, { python }) });

  const anyFile = (format: TransferFormat): fc.Arbitrary<Buffer> =>
    format === "arrow"
      ? fc.oneof({ weight: 4, arbitrary: damaged(arrowFile) }, arrowTable, arrowTable.chain(damaged))
      : fc.oneof({ weight: 1, arbitrary: damaged(jsonLines) }, { weight: 2, arbitrary: jsonLinesFile });

  describe.each<TransferFormat>(["jsonl", "arrow"])("%s", (format) => {
    it(
      "are read to records, reasons and errors of ours",
      async () => {
        const file = join(directory, `any.${format}`);
        const outcomes = new Set<string>();
        await fc.assert(
          fc.asyncProperty(anyFile(format), async (bytes) => {
            await writeFile(file, bytes);
            const outcome = await outcomeOf(() => readAll(file, format, bytes.length));
            outcomes.add(outcome);
            expect(outcome).toMatch(/^(records|reasons|[A-Z_]+)$/);
          }),
          { numRuns },
        );
        // Else only one way would have been tried.
        expect([...outcomes]).toEqual(expect.arrayContaining(["records", "reasons"]));
        expect((await openFilesUnder(directory)).filter((path) => path === file)).toEqual([]);
        expect(({} as Record<string, unknown>)["ids"]).toBeUndefined();
      },
      timeLimit,
    );

    it(
      "are imported or refused, and the collection beside them stays as it was",
      async () => {
        const file = join(test.directory, `any.${format}`);
        const kept = await test.chroma.createCollection({ name: "kept" });
        await kept.add({ ids: ["a"], embeddings: [[1, 2]] });
        let count = 0;
        await fc.assert(
          fc.asyncProperty(anyFile(format), async (bytes) => {
            await writeFile(file, bytes);
            count += 1;
            const outcome = await outcomeOf(async () => {
              await importCollection(test.chroma, file, { name: `any-${count}` });
              return "records";
            });
            expect(outcome).toMatch(/^(records|[A-Z_]+)$/);
            expect(await kept.count()).toBe(1);
          }),
          { numRuns: importRuns },
        );
      },
      timeLimit,
    );
  });

  async function readAll(file: string, format: TransferFormat, size: number): Promise<string> {
    const source = await openSource(file, format);
    let isGood = true;
    let count = 0;
    try {
      for await (const record of checkRecords(source.records, { canEmbed: true })) {
        isGood &&= !(record instanceof BadRecordError);
        count += 1;
        // No record takes less than a byte: a file that claims more of them would keep its reader for hours.
        if (count > size) return "more records than bytes";
      }
    } finally {
      await source.close();
    }
    return isGood ? "records" : "reasons";
  }

  async function outcomeOf(work: () => Promise<string>): Promise<string> {
    try {
      return await work();
    } catch (error) {
      return StemmaError.isInstance(error) ? error.code : `${String(error)} ${(error as Error).stack}`;
    }
  }
});
