import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { DatabaseSync } from "@photostructure/sqlite";
import { createIsolatedDirectory, expectNoLeaks, type IsolatedDirectory } from "@stemma/test-cleanup";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";

/** Written by Python's chromadb 0.4.24: three records of the collection "notes", whose vectors are in its log only. */
const written = new URL("chroma-0.4.24.sqlite3.gz", import.meta.url);

const index = "dd27201b-5847-425a-8cbc-52cea0d09eda";

describe("data of an older Chroma", () => {
  let python: TestPython;
  let directory: IsolatedDirectory;
  let database: string;

  beforeAll(async () => {
    python = await startTestPython();
  });
  afterAll(() => python.close());
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    database = join(directory.path, "chroma.sqlite3");
    await writeFile(database, gunzipSync(await readFile(written)));
    await mkdir(join(directory.path, index));
    await writeFile(join(directory.path, index, "data_level0.bin"), "as 0.4.24 wrote it");
  });
  afterEach(async () => {
    await expectNoLeaks({ directory: directory.path });
    await directory.remove();
  });

  it("opens with its records, vectors included, and a copy of it as it was is kept", async () => {
    const before = await readFile(database);
    const chroma = await openChroma(directory.path, { python });
    const notes = await chroma.getCollection({ name: "notes" });
    expect(notes.metadata).toEqual({ made: "by 0.4.24" });
    const found = await notes.get({ include: ["documents", "embeddings", "metadatas"] });
    expect(found).toMatchObject({ ids: ["a", "b", "c"], documents: ["first", "second", "third"] });
    expect([...found.embeddings]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect((await notes.query({ queryEmbeddings: [[0, 1, 0.1]], nResults: 1 })).ids).toEqual([["b"]]);
    await notes.upsert({ ids: ["d"], embeddings: [[1, 1, 1]], documents: ["fourth"] });
    await chroma.close();
    const copy = await readFile(join(directory.path, "chroma.sqlite3.before-1.5.9"));
    expect(copy.equals(before)).toBe(true);
    // The indexes belong to it: Chroma writes them anew.
    const kept = join(directory.path, `${index}.before-1.5.9`, "data_level0.bin");
    expect(await readFile(kept, "utf8")).toBe("as 0.4.24 wrote it");
    expect((await readFile(database)).equals(before)).toBe(false);
    const again = await openChroma(directory.path, { python });
    expect(await (await again.getCollection({ name: "notes" })).count()).toBe(4);
    await again.close();
  });

  it.each([
    ["that was brought up to date half-way", "DELETE FROM migrations WHERE dir = 'metadb' AND version > 1"],
    [
      "whose migrations are others",
      "UPDATE migrations SET hash = 'other' WHERE dir = 'sysdb' AND version = 2",
    ],
  ])("%s is refused, and the next place opens", async (_what, statement) => {
    const sqlite = new DatabaseSync(database);
    sqlite.exec(statement);
    sqlite.close();
    await expect(openChroma(directory.path, { python })).rejects.toMatchObject({
      code: "DATA_DIRECTORY_UNUSABLE",
    });
    await (await openChroma(join(directory.path, "another"), { python })).close();
  });
});
