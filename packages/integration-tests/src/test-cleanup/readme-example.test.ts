import { describe, expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import { recreateCollection, useChroma } from "@stemma/test-cleanup";

describe("notes", () => {
  const test = useChroma({ open: (directory) => openChroma(directory) });

  it("keeps what is added", async () => {
    const notes = await test.chroma.createCollection({ name: "notes" });
    await notes.add({ ids: ["a"], embeddings: [[1, 0]] });
    expect(await notes.count()).toBe(1);
  });

  it("starts on nothing, or on another's leftovers", async () => {
    expect(await test.chroma.listCollections()).toEqual([]);
    const notes = await recreateCollection(test.chroma, "notes");
    expect(await notes.count()).toBe(0);
  });
});
