import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { readAll, write } from "../testing/documents.fixture.js";
import { type RepositoryKind, VersionsHarness } from "../testing/versions-harness.fixture.js";

const run = promisify(execFile);
const script = fileURLToPath(new URL("../../tests/processes/workflow-after-fallback.mjs", import.meta.url));
const kinds: RepositoryKind[] = ["doltlite", "dolt"];

describe.each(kinds)("the full workflow after the fallback on %s", (kind) => {
  let harness: VersionsHarness;
  beforeAll(async () => {
    harness = await VersionsHarness.start(kind);
  });
  afterAll(() => harness.stop());
  beforeEach(() => harness.prepare());
  afterEach(() => harness.cleanUp());

  it.each([1, 2, 3, 4, 5])("completes, run %i", async () => {
    const url = harness.newRemoteUrl();
    const ada = await harness.clone("ada", url);
    expect(ada.versions.usedFallback).toBe(true);
    expect(await ada.versions.listRemotes()).toMatchObject([{ name: "origin" }]);
    expect(await ada.versions.verify()).toMatchObject({ isEqual: true, documents: 0 });

    await ada.chroma.createCollection({ name: "integrationTest", metadata: { topic: "sync" } });
    await write(ada.chroma, "integrationTest", {
      "doc 1": { text: "the first document", metadata: { number: 1, ratio: 0.5 } },
      "doc 2": "the second document",
    });
    expect(await ada.versions.status()).toMatchObject({
      isClean: false,
      collections: [{ kind: "added", name: "integrationTest" }],
      documents: [
        { kind: "added", collection: "integrationTest", id: "doc 1" },
        { kind: "added", collection: "integrationTest", id: "doc 2" },
      ],
    });
    const { commit } = await ada.versions.commit("two documents");
    await ada.versions.push();

    const bob = await harness.clone("bob", url);
    expect(bob.versions.usedFallback).toBe(false);
    expect(await bob.versions.status()).toMatchObject({ isClean: true, branch: "main", commit });
    expect(await readAll(bob.chroma)).toEqual(await readAll(ada.chroma));
    expect(await bob.versions.verify()).toMatchObject({ isEqual: true, documents: 2 });
  });

  it.each([1, 2, 3, 4, 5])(
    "completes in a process of its own, run %i",
    async (number) => {
      // As something else has left it: an empty directory, or nothing at all.
      const url = harness.newRemoteUrl();
      if (number % 2 === 0) await mkdir(fileURLToPath(url), { recursive: true });
      const [ada, bob] = ["ada", "bob"].map((name) => {
        const { chroma, state, repository, author } = harness.options(name);
        return { chroma, state, repository, author };
      });
      const { stdout, stderr } = await run(process.execPath, [script, JSON.stringify({ url, ada, bob })]);
      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toMatchObject({
        usedFallback: [true, false],
        detected: ["added doc 1", "added doc 2"],
        isSame: true,
        verified: { isEqual: true, documents: 2 },
      });
    },
    90_000,
  );
});
