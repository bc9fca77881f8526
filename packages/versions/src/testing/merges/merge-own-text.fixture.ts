import { expect, it } from "@jest/globals";
import type { Person } from "../versions-harness.fixture.js";
import { doc, drop, type Merges, put } from "./use-merges.fixture.js";

/** Conflicts decided by a text that neither side has. */
export function describeMergeOwnText(merges: Merges): void {
  const own = { document: "by hand", embedding: new Float32Array([7, 8, 9]) };

  async function find({ chroma }: Person, id: string): Promise<unknown> {
    const notes = await chroma.getCollection({ name: "notes" });
    const { documents, metadatas, embeddings } = await notes.get({
      ids: [id],
      include: ["documents", "metadatas", "embeddings"],
    });
    return { document: documents[0], metadata: metadatas[0], vector: [...embeddings] };
  }

  it("takes a text of one's own with its vector, and merges the metadata as without it", async () => {
    const person = await merges.diverge(
      { a: doc("1", { k: 0, o: 0, t: 0, source_hash: "s1", line: 1 }) },
      put({ a: doc("theirs", { k: 1, o: 0, t: 1, source_hash: "s2", line: 2 }) }),
      put({ a: doc("ours", { k: 2, o: 2, t: 0, source_hash: "s1", line: 3 }) }),
    );
    const { versions } = person;
    const derived = { derivedFields: ["line"] };
    await versions.merge("theirs", derived);
    const text = { collection: "notes", id: "a", content: own };
    expect((await versions.decideConflicts([text], derived)).conflicts).toMatchObject([
      { decision: { content: { document: "by hand" } }, isDecided: false },
    ]);
    const again = await merges.harness().reopen(person);
    await again.versions.decideConflicts(
      [{ collection: "notes", id: "a", fields: { "metadata.k": "theirs" } }],
      derived,
    );
    expect(await again.versions.resolveConflicts([], derived)).toMatchObject({
      outcome: "merged",
      stale: [],
    });
    expect(await find(again, "a")).toEqual({
      document: "by hand",
      metadata: { k: 1, o: 2, t: 1, source_hash: "s2", line: 3 },
      vector: [7, 8, 9],
    });
    expect(await again.versions.verify()).toMatchObject({ isEqual: true });
  });

  it("decides by it what a text was written from, too, and nothing else", async () => {
    const person = await merges.diverge(
      { a: doc("1", { k: 0, source_hash: "s1" }), b: doc("1", { source_hash: "s1" }) },
      put({ a: doc("theirs", { k: 1, source_hash: "s2" }), b: doc("theirs", { source_hash: "s2" }) }),
      put({ a: doc("ours", { k: 2, source_hash: "s3" }), b: doc("ours", { source_hash: "s3" }) }),
    );
    const { versions } = person;
    await versions.merge("theirs");
    const { conflicts } = await versions.decideConflicts(
      ["a", "b"].map((id) => ({ collection: "notes", id, content: own })),
    );
    const open = conflicts.filter(({ isDecided }) => !isDecided);
    expect(open).toMatchObject([
      { conflict: { id: "a", fields: ["content", "metadata.k", "metadata.source_hash"] } },
    ]);
    // The other side decides what is left open, and not what the text has decided.
    expect(await versions.resolveConflicts([], { strategy: "theirs" })).toMatchObject({
      outcome: "merged",
      stale: [],
    });
    expect(await find(person, "a")).toMatchObject({
      document: "by hand",
      metadata: { k: 1, source_hash: "s3" },
    });
    expect(await find(person, "b")).toMatchObject({ document: "by hand", metadata: { source_hash: "s3" } });
    expect(await versions.verify()).toMatchObject({ isEqual: true });
  });

  it("lets the later of a text of one's own and a side decide, and the strategy what is left open", async () => {
    const both = (k: number, text: string) =>
      put({ a: doc(text, { k }), b: doc(text, { k }), c: doc(text, { k }) });
    const person = await merges.diverge(
      { a: doc("1", { k: 0 }), b: doc("1", { k: 0 }), c: doc("1", { k: 0 }) },
      both(1, "theirs"),
      both(2, "ours"),
    );
    const { versions } = person;
    await versions.merge("theirs");
    await versions.decideConflicts([
      { collection: "notes", id: "a", fields: { content: "theirs" } },
      { collection: "notes", id: "b", content: own },
      { collection: "notes", id: "c", take: "theirs" },
    ]);
    await versions.decideConflicts([
      { collection: "notes", id: "a", content: own },
      { collection: "notes", id: "b", fields: { content: "theirs" } },
      { collection: "notes", id: "c", content: own },
    ]);
    expect(await versions.resolveConflicts([], { strategy: "ours" })).toMatchObject({ outcome: "merged" });
    expect(await find(person, "a")).toMatchObject({ document: "by hand", metadata: { k: 2 } });
    expect(await find(person, "b")).toMatchObject({ document: "theirs", metadata: { k: 2 } });
    expect(await find(person, "c")).toMatchObject({ document: "by hand", metadata: { k: 1 } });
  });

  it("keeps with a text of one's own what one side has deleted", async () => {
    const person = await merges.diverge({ a: "1", b: "1" }, drop("a"), put({ a: "ours" }));
    await person.versions.merge("theirs");
    await person.versions.decideConflicts([
      { collection: "notes", id: "a", fields: { existence: "theirs" } },
    ]);
    expect(
      await person.versions.resolveConflicts([{ collection: "notes", id: "a", content: own }]),
    ).toMatchObject({ outcome: "merged" });
    expect(await find(person, "a")).toMatchObject({ document: "by hand", vector: [7, 8, 9] });
    expect(await person.versions.verify()).toMatchObject({ isEqual: true });
  });

  it("refuses and does not remember a text where none is in conflict, or a vector of another length", async () => {
    const person = await merges.diverge(
      { a: "1", m: doc("1", { k: 0 }) },
      put({ a: "theirs", m: doc("1", { k: 1 }) }),
      put({ a: "ours", m: doc("1", { k: 2 }) }),
    );
    const { versions } = person;
    await versions.merge("theirs");
    const short = { ...own, embedding: new Float32Array([1]) };
    for (const wrong of [
      { collection: "notes", id: "m", content: own },
      { collection: "notes", content: own },
      { collection: "notes", id: "a", content: short },
      { collection: "notes", id: "a", document: { ...short, metadata: null } },
    ]) {
      await expect(versions.decideConflicts([wrong])).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    }
    const { conflicts } = await versions.conflicts();
    expect(conflicts).toMatchObject([{ decision: undefined }, { decision: undefined }]);
    expect(await versions.resolveConflicts([], { strategy: "theirs" })).toMatchObject({ outcome: "merged" });
  });
}
