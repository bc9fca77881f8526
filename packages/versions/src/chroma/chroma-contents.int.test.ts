import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { contentHash } from "../canonical/content-hash.js";
import { type ChromaPlaces, startChromaDatabases } from "../testing/chroma-place.fixture.js";
import { startTestPython } from "../testing/test-python.fixture.js";
import type { ChromaContents, RecordFields } from "./chroma-contents.js";
import { PythonChromaContents } from "./python-chroma-contents.js";

/** As JSON text, since JavaScript can't tell 1 from 1.0. Chroma takes whole numbers of 64 bits. */
const number = fc.oneof(
  fc.maxSafeInteger().map(String),
  fc.constantFrom("1.0", "-2.0", "9007199254740993", "1e-07"),
);
const text = fc.string({ unit: "binary", maxLength: 20 }).map((each) => each.toWellFormed());
const value = fc.oneof(
  number,
  fc.constantFrom("true", "false"),
  text.map((each) => JSON.stringify(each)),
);

const metadata = fc
  .dictionary(fc.stringMatching(/^[a-z"'\\ ä🌱]{1,6}$/u), value, { maxKeys: 4, noNullPrototype: true })
  .map((fields) => {
    const entries = Object.entries(fields).sort(([one], [other]) =>
      Buffer.compare(Buffer.from(one), Buffer.from(other)),
    );
    const members = entries.map(([key, json]) => `${JSON.stringify(key)}:${json}`);
    return members.length === 0 ? null : `{${members.join(",")}}`;
  });

const record = fc.record({
  id: fc.constantFrom("a", "b", "it's", '"', "\\", "🧬"),
  document: fc.option(text),
  uri: fc.constantFrom(null, "file:///x"),
  metadata,
  embedding: fc.tuple(
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0.1, 1),
    fc.constant(2),
  ),
});

const records = fc.uniqueArray(record, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }).map((each) =>
  each.map(({ embedding, ...fields }): RecordFields => {
    const content = { ...fields, embedding: new Float32Array(embedding), embeddingModel: null };
    return { ...content, contentHash: contentHash(content) };
  }),
);

describe("ChromaContents in a directory and on a server", () => {
  let link: Awaited<ReturnType<typeof startTestPython>>;
  let places: ChromaPlaces;
  let directory: string;
  beforeAll(async () => {
    link = await startTestPython();
    places = await startChromaDatabases();
    directory = await mkdtemp(join(tmpdir(), "contents-"));
  }, 90_000);
  afterAll(async () => {
    await places.stop();
    await link.python.close();
    await rm(directory, { recursive: true, force: true });
  });

  it("hold and tell the same of every record, number types and lost keys, texts and uris included", async () => {
    const { chroma, chromaAccess } = places.placeFor("");
    await places.prepare(chromaAccess);
    await using embedded = await PythonChromaContents.open(directory, link);
    await using server = await PythonChromaContents.open(chroma, link, chromaAccess);
    const wanted = { name: "generated", metadata: '{"n":1.0}', configuration: null };
    const hold = async (contents: ChromaContents, steps: readonly RecordFields[][]): Promise<unknown> => {
      const collection = await contents.createCollection(wanted);
      for (const step of steps) await contents.writeRecords(collection.chromaId, step);
      const [digest] = await contents.digest({});
      const ids = [...(digest?.hashes?.keys() ?? [])].sort();
      const found = await contents.readRecords(collection, ids);
      await contents.deleteRecords(collection.chromaId, ids.slice(0, 1));
      const [left] = await contents.digest({});
      await contents.deleteCollection(collection.chromaId);
      const { chromaId, counter, ...state } = digest?.collection ?? collection;
      return {
        state,
        hashes: ids.map((id) => digest?.hashes?.get(id)),
        found,
        left: left?.hashes,
        isNamed: chromaId !== "" && counter !== 0,
      };
    };
    await fc.assert(
      fc.asyncProperty(records, records, async (first, second) => {
        const [here, there] = [await hold(embedded, [first, second]), await hold(server, [first, second])];
        expect(there).toEqual(here);
        const latest = new Map([...first, ...second].map((each) => [each.id, each]));
        expect(here).toMatchObject({
          found: [...latest.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
        });
      }),
      { numRuns: 12 },
    );
  }, 180_000);

  it("tells a server that does not answer, a database that is not there, and one that goes away", async () => {
    const { chroma, chromaAccess } = places.placeFor("");
    await expect(PythonChromaContents.open("http://127.0.0.1:1", link)).rejects.toMatchObject({
      code: "CHROMA_FAILED",
    });
    await expect(PythonChromaContents.open(chroma, link, chromaAccess)).rejects.toMatchObject({
      code: "CHROMA_FAILED",
    });
    await places.prepare(chromaAccess);
    await using contents = await PythonChromaContents.open(chroma, link, chromaAccess);
    expect(await contents.digest({})).toEqual([]);
    await places.stop();
    await expect(contents.digest({})).rejects.toMatchObject({ code: "CHROMA_FAILED" });
    await expect(contents.listCollections()).rejects.toMatchObject({ code: "CHROMA_FAILED" });
  }, 60_000);
});
