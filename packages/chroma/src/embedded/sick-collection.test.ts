import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { useChroma } from "@stemma/test-cleanup";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";

let python: TestPython;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(() => python.close());
const test = useChroma({ open: (directory) => openChroma(directory, { python }) });

describe("a collection that Python has written NaN into", () => {
  it("can be deleted, and nothing of it comes up in the next one", async () => {
    const { chroma } = test;
    const sick = await chroma.createCollection({ name: "sick" });
    await sick.add({ ids: ["a"], embeddings: [[1, 2]], metadatas: [{ tags: ["ghost"] }] });
    const poisoned = await python.execute({
      module: "poison",
      name: "poison",
      args: [chroma.location, "sick"],
    });
    expect(poisoned).toMatchObject({ ok: true });
    await expect(sick.count()).rejects.toMatchObject({ code: expect.any(String) });
    await chroma.deleteCollection({ name: "sick" });

    const next = await chroma.createCollection({ name: "sick" });
    await next.add({ ids: ["a"], embeddings: [[1, 2]], documents: ["healthy"] });
    expect((await next.get()).metadatas).toEqual([null]);
  });
});
