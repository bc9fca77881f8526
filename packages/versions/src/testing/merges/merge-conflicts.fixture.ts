import { expect, it } from "@jest/globals";
import { readAll, readTexts } from "../documents.fixture.js";
import { doc, drop, type Merges, put } from "./use-merges.fixture.js";

/** What conflicts are shown, and what decides all of them. */
export function describeMergeConflicts(merges: Merges): void {
  it("shows base, ours and theirs of a conflict, changes nothing, and aborts to the exact state", async () => {
    const person = await merges.diverge(
      { a: doc("1", { k: "base" }) },
      put({ a: doc("theirs", { k: "t" }) }),
      put({ a: doc("ours", { k: "o" }) }),
    );
    const before = await readAll(person.chroma);
    const head = (await person.versions.status()).commit;
    const result = await person.versions.merge("theirs");
    expect(result).toMatchObject({ outcome: "conflicts", commit: head });
    expect(result.conflicts).toMatchObject([
      {
        kind: "document",
        id: "a",
        fields: ["content", "metadata.k"],
        base: { document: "1", metadata: { k: "base" } },
        ours: { document: "ours", metadata: { k: "o" } },
        theirs: { document: "theirs", metadata: { k: "t" } },
      },
    ]);
    expect((await person.versions.status()).merging).toBe("theirs");
    await expect(person.versions.commit("no")).rejects.toMatchObject({ code: "MERGE_IN_PROGRESS" });
    await expect(person.versions.switchBranch("theirs")).rejects.toMatchObject({
      code: "MERGE_IN_PROGRESS",
    });
    await person.versions.abortMerge();
    expect(await readAll(person.chroma)).toEqual(before);
    expect(await person.versions.status()).toMatchObject({
      commit: head,
      isClean: true,
      merging: undefined,
    });
    await expect(person.versions.abortMerge()).rejects.toMatchObject({ code: "NO_MERGE_IN_PROGRESS" });
  });

  it.each(["ours", "theirs"] as const)("decides all conflicts by the strategy %s", async (strategy) => {
    const person = await merges.diverge(
      { a: "1", gone: "1", kept: "1" },
      async (each) => {
        await put({ a: "theirs", gone: "theirs", new: "theirs" })(each);
        await drop("kept")(each);
      },
      async (each) => {
        await put({ a: "ours", kept: "ours", new: "ours" })(each);
        await drop("gone")(each);
      },
    );
    const result = await merges.merged(person, { strategy });
    expect(result.resolved).toHaveLength(4);
    expect(await readTexts(person.chroma, "notes")).toEqual(
      strategy === "ours"
        ? { a: "ours", kept: "ours", new: "ours" }
        : { a: "theirs", gone: "theirs", new: "theirs" },
    );
  });

  it("asks the caller by the strategy custom", async () => {
    const person = await merges.diverge({ a: "1" }, put({ a: "theirs" }), put({ a: "ours" }));
    const result = await merges.merged(person, {
      strategy: "custom",
      resolve: ({ collection }) => ({ collection, id: "a", take: "theirs" }),
    });
    expect(result.outcome).toBe("merged");
    expect(await readTexts(person.chroma, "notes")).toEqual({ a: "theirs" });
  });

  it("does not write over what was changed while the merge waited", async () => {
    const person = await merges.diverge({ a: "1", b: "1" }, put({ a: "theirs" }), put({ a: "ours" }));
    await person.versions.merge("theirs");
    await put({ b: "meanwhile" })(person);
    await expect(person.versions.resolveConflicts([], { strategy: "theirs" })).rejects.toMatchObject({
      code: "DIRTY_WORKING_COPY",
    });
    expect(await readTexts(person.chroma, "notes")).toEqual({ a: "ours", b: "meanwhile" });
    await person.versions.abortMerge();
    await person.versions.commit("meanwhile");
    await person.versions.merge("theirs", { strategy: "theirs" });
    expect(await readTexts(person.chroma, "notes")).toEqual({ a: "theirs", b: "meanwhile" });
  });

  it("refuses to merge over uncommitted changes", async () => {
    const person = await merges.diverge({ a: "1" }, put({ a: "theirs" }), put({ b: "ours" }));
    await put({ c: "dirty" })(person);
    await expect(person.versions.merge("theirs")).rejects.toMatchObject({ code: "DIRTY_WORKING_COPY" });
    expect(await readTexts(person.chroma, "notes")).toEqual({ a: "1", b: "ours", c: "dirty" });
  });
}
