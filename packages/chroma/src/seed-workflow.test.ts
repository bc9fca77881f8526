import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import {
  createIsolatedDirectory,
  deleteCollections,
  expectNoLeaks,
  type IsolatedDirectory,
  openFilesUnder,
  RecordingLogger,
  recreateCollection,
  tearDown,
  useChroma,
} from "@stemma/test-cleanup";
import type { ChromaService } from "./api/chroma-service.js";
import { openChroma } from "./open-chroma.js";
import { startTestPython, type TestPython } from "./test-python.fixture.js";

const collectionName = "integrationTest";
const vectors = Float32Array.from({ length: 3 * 8 }, (_value, index) => Math.cos(index));

let python: TestPython;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(() => python.close());

/** The embedded half of the full workflow: collection, documents, a change, what is found afterwards. */
async function expectWorkflowToPass(chroma: ChromaService): Promise<void> {
  const collection = await chroma.createCollection({ name: collectionName });
  await collection.add({ ids: ["a", "b", "c"], embeddings: vectors, documents: ["one", "two", "three"] });
  await collection.update({ ids: ["b"], embeddings: vectors.subarray(0, 8), documents: ["zwei"] });
  await collection.delete({ ids: ["c"] });
  expect((await collection.get()).documents).toEqual(["one", "zwei"]);
  const nearest = await collection.query({ queryEmbeddings: vectors.subarray(0, 8), nResults: 2 });
  expect(nearest.distances).toEqual([[0, 0]]);
  await expect(chroma.createCollection({ name: collectionName })).rejects.toMatchObject({
    code: "COLLECTION_EXISTS",
    operationName: `CreateCollection_${collectionName}`,
  });
}

describe("with a directory of its own", () => {
  const logger = new RecordingLogger();
  const test = useChroma({
    open: (directory) => openChroma(join(directory, "chroma-data"), { python }),
    logger,
  });

  it.each([1, 2, 3, 4, 5])("the workflow passes, run %i in one process", async () => {
    await expectWorkflowToPass(test.chroma);
  });

  it("the runs before have removed their collections, as the log says", () => {
    const deleted = logger.records("info").filter(({ fields }) => fields.collection === collectionName);
    expect(deleted).toHaveLength(5);
    expect(logger.records("warn")).toEqual([]);
  });
});

describe("in one fixed directory with one fixed collection name, the directory never deleted", () => {
  let directory: IsolatedDirectory;
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
  });
  afterEach(() => directory.remove());

  async function run(cleanUp: (chroma: ChromaService) => Promise<unknown>): Promise<void> {
    const chroma = await openChroma(directory.path, { python });
    try {
      await expectWorkflowToPass(chroma);
    } finally {
      await cleanUp(chroma);
    }
  }

  it("passes five times in a row: it is the clean-up that isolates the runs", async () => {
    for (let time = 1; time <= 5; time += 1) {
      await run(async (chroma) => {
        expect(await tearDown({ stores: [chroma] })).toEqual([]);
      });
      const after = await openChroma(directory.path, { python });
      expect(await after.listCollections()).toEqual([]);
      await after.close();
    }
  });

  it("fails the second time without the clean-up, and with recreateCollection starts anew", async () => {
    await run((chroma) => chroma.close());
    await expect(run((chroma) => chroma.close())).rejects.toMatchObject({ code: "COLLECTION_EXISTS" });
    const chroma = await openChroma(directory.path, { python });
    const collection = await recreateCollection(chroma, collectionName);
    expect(await collection.count()).toBe(0);
    await chroma.close();
  });

  it('keeps the collection "default"', async () => {
    const chroma = await openChroma(directory.path, { python });
    await chroma.createCollection({ name: "default" });
    await chroma.createCollection({ name: "other" });
    expect(await deleteCollections(chroma)).toEqual(["other"]);
    expect((await chroma.listCollections()).map(({ name }) => name)).toEqual(["default"]);
    await chroma.close();
  });
});

describe("close", () => {
  it("releases every file, so that the directory can be deleted, made again and opened again, over and over", async () => {
    await using parent = await createIsolatedDirectory();
    const directory = join(parent.path, "data");
    for (let time = 1; time <= 25; time += 1) {
      const chroma = await openChroma(directory, { python });
      const second = await openChroma(directory, { python });
      const collection = await chroma.createCollection({ name: collectionName });
      await collection.add({ ids: ["a"], embeddings: [[1, 2, 3]] });
      expect(await (await second.getCollection({ name: collectionName })).count()).toBe(1);
      await second.close();
      expect(await openFilesUnder(directory)).not.toEqual([]);
      await chroma.close();
      await expectNoLeaks({ directory });
      await rm(directory, { recursive: true });
      expect(existsSync(directory)).toBe(false);
    }
  });

  it("comes before the end of Python, when the service started it itself", async () => {
    await using directory = await createIsolatedDirectory();
    const chroma = await openChroma(directory.path);
    await expectWorkflowToPass(chroma);
    await chroma.close();
    await expectNoLeaks({ directory: directory.path });
  });
});
