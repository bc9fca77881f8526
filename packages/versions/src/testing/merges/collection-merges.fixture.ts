import { expect, it } from "@jest/globals";
import { readAll, readTexts, write } from "../documents.fixture.js";
import { type Merges, put } from "./use-merges.fixture.js";

/** Collections that both sides changed, or one deleted. */
export function describeCollectionMerges(merges: Merges): void {
  it("keeps a collection that was renamed on one side and changed on the other", async () => {
    const person = await merges.diverge(
      { a: "1" },
      async ({ chroma }) => (await chroma.getCollection({ name: "notes" })).modify({ name: "renamed" }),
      put({ a: "ours", b: "ours" }),
    );
    await merges.merged(person);
    expect(await readTexts(person.chroma, "renamed")).toEqual({ a: "ours", b: "ours" });
    expect(await person.chroma.countCollections()).toBe(1);
  });

  it.each(["ours", "theirs"] as const)(
    "asks about a collection that was deleted on one side and changed on the other: %s",
    async (take) => {
      const person = await merges.diverge(
        { a: "1", b: "1" },
        ({ chroma }) => chroma.deleteCollection({ name: "notes" }),
        put({ a: "ours" }),
      );
      const preview = await person.versions.previewMerge("theirs");
      expect(preview.conflicts).toMatchObject([{ kind: "collection", fields: ["existence"] }]);
      await person.versions.merge("theirs");
      await person.versions.resolveConflicts([{ collection: "notes", take }]);
      expect(await person.versions.verify()).toMatchObject({ isEqual: true });
      const left = await readAll(person.chroma);
      const whole = {
        notes: {
          records: [
            { id: "a", document: "ours" },
            { id: "b", document: "1" },
          ],
        },
      };
      expect(left).toMatchObject(take === "ours" ? whole : {});
      expect(Object.keys(left)).toHaveLength(take === "ours" ? 1 : 0);
    },
  );

  it("makes one collection of two that were made under one name", async () => {
    const person = await merges.diverge(
      { a: "1" },
      ({ chroma }) => write(chroma, "same-name", { t: "theirs" }),
      ({ chroma }) => write(chroma, "same-name", { o: "ours" }),
    );
    await merges.merged(person);
    expect(await readTexts(person.chroma, "same-name")).toEqual({ t: "theirs", o: "ours" });
  });

  it("gives an incoming collection another name where its own is taken", async () => {
    const person = await merges.diverge(
      { a: "1" },
      ({ chroma }) => write(chroma, "second", { t: "theirs" }),
      async ({ chroma }) => (await chroma.getCollection({ name: "notes" })).modify({ name: "second" }),
    );
    const result = await merges.merged(person);
    expect(result.renamed).toEqual([{ id: "second", from: "second", to: "second-2" }]);
    expect(await readTexts(person.chroma, "second-2")).toEqual({ t: "theirs" });
    expect(await readTexts(person.chroma, "second")).toEqual({ a: "1" });
  });
}
