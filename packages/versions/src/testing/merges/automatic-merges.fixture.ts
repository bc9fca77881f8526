import { expect, it } from "@jest/globals";
import { readTexts } from "../documents.fixture.js";
import { doc, drop, type Merges, put } from "./use-merges.fixture.js";

/** What a merge does by itself, on one kind of repository. */
export function describeAutomaticMerges(merges: Merges): void {
  it("joins different documents, different fields of one document, and equal changes by itself", async () => {
    const person = await merges.diverge(
      { a: "1", b: "1", both: doc("text", { x: 1, y: 1, gone: 1 }), same: "1", d: "1" },
      async (each) => {
        await put({ b: "theirs", both: doc("text", { x: 2 }), same: "equal", n: "new" })(each);
        await drop("d")(each);
      },
      async (each) => {
        await put({ a: "ours", both: doc("other text", { y: 2 }), same: "equal" })(each);
        await drop("d")(each);
      },
    );
    expect(await merges.merged(person)).toMatchObject({ outcome: "merged", conflicts: [] });
    expect(await readTexts(person.chroma, "notes")).toEqual({
      a: "ours",
      b: "theirs",
      both: "other text",
      same: "equal",
      n: "new",
    });
    const { metadatas } = await (await person.chroma.getCollection({ name: "notes" })).get({
      ids: ["both"],
    });
    expect(metadatas).toEqual([{ x: 2, y: 2, gone: 1 }]);
    expect((await person.versions.log({ limit: 1 }))[0]?.parents).toHaveLength(2);
    expect(await person.versions.merge("theirs")).toMatchObject({ outcome: "up-to-date" });
  });

  it("goes straight on where only the other side has changed", async () => {
    const person = await merges.diverge({ a: "1" }, put({ a: "theirs" }), put({ b: "ours" }));
    await person.versions.switchBranch("behind", { create: "main~1" });
    expect(await person.versions.merge("main")).toMatchObject({ outcome: "fast-forward" });
    expect(await readTexts(person.chroma, "notes")).toEqual({ a: "1", b: "ours" });
  });

  it("marks a document stale whose text is ours and whose source is theirs", async () => {
    const person = await merges.diverge(
      { a: doc("1", { source_hash: "s1" }), b: doc("1", { source_hash: "s1" }) },
      put({ a: doc("1", { source_hash: "s2" }), b: doc("1", { other: 1 }) }),
      put({ a: "ours", b: "ours" }),
    );
    const result = await merges.merged(person);
    expect(result.stale).toEqual([{ collection: "notes", id: "a" }]);
  });

  it("takes what is computed from the rest along with the text, and asks nobody about it", async () => {
    const person = await merges.diverge(
      { a: doc("1", { line: 1, hash: "h1" }), b: doc("1", { line: 1, hash: "h1" }) },
      put({ a: doc("theirs", { line: 5, hash: "h2" }), b: doc("1", { line: 7, hash: "h2" }) }),
      put({ a: doc("1", { line: 3, hash: "h3" }), b: doc("ours", { line: 9, hash: "h3" }) }),
    );
    expect((await person.versions.previewMerge("theirs")).conflicts).toMatchObject([
      { id: "a", fields: ["metadata.hash", "metadata.line"] },
      { id: "b", fields: ["metadata.hash", "metadata.line"] },
    ]);
    await merges.merged(person, { derivedFields: ["line", "hash"] });
    const notes = await person.chroma.getCollection({ name: "notes" });
    expect(await notes.get({ ids: ["a", "b"] })).toMatchObject({
      documents: ["theirs", "ours"],
      metadatas: [
        { line: 5, hash: "h2" },
        { line: 9, hash: "h3" },
      ],
    });
  });
}
