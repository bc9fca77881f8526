import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DatabaseSync } from "@photostructure/sqlite";
import { openChroma } from "@stemma/chroma";
import { silentLogger } from "@stemma/core";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import { ownTextsInFile } from "./own-texts-in-file.js";
import { READ_TEXTS_BY_ID } from "./queries/index-file-queries.js";

const collection = "documentation";
const other = "other";

describe("texts of people in Chroma's file", () => {
  let directory: IsolatedDirectory;
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    await using chroma = await openChroma(join(directory.path, "chroma"));
    for (const name of [collection, other]) {
      const made = await chroma.createCollection({ name });
      await made.add({
        ids: ["a.py", "b.py", "c.py"],
        documents: ["made of a", `written of b in ${name}`, "made of c"],
        metadatas: [{ provider: "extractive" }, { provider: "extractive", author: "person" }, { line: 3 }],
        embeddings: [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
      });
    }
  });
  afterEach(() => directory.remove());

  function read(ids: readonly string[]): [string, string][] {
    const chromaDirectory = join(directory.path, "chroma");
    const found = ownTextsInFile({ chromaDirectory, collection, logger: silentLogger }, ids);
    return [...found].map(([id, { text }]) => [id, text]);
  }

  it("are those of the records asked for, in this collection", () => {
    expect(read(["a.py", "b.py", "none"])).toEqual([["b.py", "written of b in documentation"]]);
    expect(read(["a.py"])).toEqual([]);
    expect(read([])).toEqual([]);
  });

  it("are found by the ids, without reading the texts of all records", () => {
    using file = new DatabaseSync(join(directory.path, "chroma", "chroma.sqlite3"), { readOnly: true });
    const plan = file.prepare(`EXPLAIN QUERY PLAN ${READ_TEXTS_BY_ID}`).all("[]", collection);
    const steps = plan.map((row) => (row as { readonly detail: string }).detail);
    expect(steps.filter((step) => step.startsWith("SCAN"))).toEqual([
      expect.stringMatching(/^SCAN wanted /u),
    ]);
    expect(steps).toContainEqual(expect.stringMatching(/^SEARCH embeddings .*embedding_id=\?/u));
  });
});
