import { expect, it } from "@jest/globals";
import { readTexts } from "../documents.fixture.js";
import { doc, type Merges, put } from "./use-merges.fixture.js";

/** Conflicts decided one by one, field by field, and by a text of one's own. */
export function describeMergeDecisions(merges: Merges): void {
  it("takes decisions one by one, field by field and by hand, and merges with the last one", async () => {
    const person = await merges.diverge(
      { a: doc("1", { k: 0 }), b: "1", c: "1" },
      put({ a: doc("theirs", { k: 1 }), b: "theirs", c: "theirs" }),
      put({ a: doc("ours", { k: 2 }), b: "ours", c: "ours" }),
    );
    await person.versions.merge("theirs");
    const first = await person.versions.resolveConflicts([
      { collection: "notes", id: "a", fields: { content: "theirs", "metadata.k": "ours" } },
    ]);
    expect(first.conflicts).toMatchObject([{ id: "b" }, { id: "c" }]);
    const again = await merges.harness().reopen(person);
    const embedding = new Float32Array([7, 8, 9]);
    const done = await again.versions.resolveConflicts([
      { collection: "notes", id: "b", document: { document: "by hand", metadata: null, embedding } },
      { collection: "notes", id: "c", take: "base" },
    ]);
    expect(done).toMatchObject({ outcome: "merged", conflicts: [] });
    expect(await readTexts(again.chroma, "notes")).toEqual({ a: "theirs", b: "by hand", c: "1" });
    const notes = await again.chroma.getCollection({ name: "notes" });
    const found = await notes.get({ ids: ["b"], include: ["embeddings"] });
    expect([...found.embeddings]).toEqual([7, 8, 9]);
    expect((await notes.get({ ids: ["a"] })).metadatas).toEqual([{ k: 2 }]);
    expect(await again.versions.verify()).toMatchObject({ isEqual: true });
    expect((await again.versions.status()).merging).toBeUndefined();
  });

  it("remembers decisions, by the name that the collection has now, and makes the merge when told to", async () => {
    const person = await merges.diverge(
      { a: doc("1", { k: 0 }), b: "1", c: "1" },
      put({ a: doc("theirs", { k: 1 }), b: "theirs", c: "theirs" }),
      async (each) => {
        await put({ a: doc("ours", { k: 2 }), b: "ours", c: "ours" })(each);
        await (await each.chroma.getCollection({ name: "notes" })).modify({ name: "renamed" });
      },
    );
    const { versions } = person;
    await expect(versions.conflicts()).rejects.toMatchObject({ code: "NO_MERGE_IN_PROGRESS" });
    await versions.merge("theirs");
    await versions.decideConflicts([{ collection: "renamed", id: "a", fields: { content: "theirs" } }]);
    await versions.decideConflicts([{ collection: "renamed", id: "b", take: "theirs" }]);
    expect((await versions.conflicts()).conflicts).toMatchObject([
      { conflict: { id: "a" }, decision: { fields: { content: "theirs" } }, isDecided: false },
      { conflict: { id: "c", collectionName: "renamed" }, decision: undefined, isDecided: false },
      { conflict: { id: "b" }, decision: { take: "theirs" }, isDecided: true },
    ]);
    expect(await versions.resolveConflicts([])).toMatchObject({ outcome: "conflicts" });
    const again = (await merges.harness().reopen(person)).versions;
    await again.decideConflicts([
      { collection: "renamed", id: "a", fields: { "metadata.k": "ours" } },
      { collection: "renamed", id: "b", take: "base" },
    ]);
    for (const wrong of [
      { collection: "renamed", id: "nothing", take: "ours" },
      { collection: "notes-2", id: "a", take: "ours" },
      { collection: "renamed", take: "ours" },
      { collection: "renamed", id: "a", fields: { name: "ours" } },
    ] as const) {
      await expect(again.decideConflicts([wrong])).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    }
    // What is left open follows the strategy, what was decided does not.
    expect(await again.resolveConflicts([], { strategy: "ours" })).toMatchObject({ outcome: "merged" });
    expect(await readTexts(person.chroma, "renamed")).toEqual({ a: "theirs", b: "1", c: "ours" });
    const { metadatas } = await (await person.chroma.getCollection({ name: "renamed" })).get({
      ids: ["a"],
    });
    expect(metadatas).toEqual([{ k: 2 }]);
    expect(await again.verify()).toMatchObject({ isEqual: true });
    await expect(again.conflicts()).rejects.toMatchObject({ code: "NO_MERGE_IN_PROGRESS" });
  });
}
