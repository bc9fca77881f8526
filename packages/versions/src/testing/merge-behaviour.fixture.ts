import { describe, expect, it } from "@jest/globals";
import type { Metadata } from "@stemma/chroma";
import type { MergeResult } from "../manager/merge-branch.js";
import type { MergeOptions } from "../manager/merge-policy.js";
import type { ChromaKind } from "./chroma-place.fixture.js";
import { readAll, readTexts, remove, type Texts, write } from "./documents.fixture.js";
import { useVersions } from "./use-versions.fixture.js";
import type { Person, RepositoryKind } from "./versions-harness.fixture.js";

/** How merges come out, on one kind of repository. */
export function describeMergeBehaviour(kind: RepositoryKind, on: ChromaKind = "directories"): void {
  describe(`merges with ${kind} and Chroma in ${on}`, () => {
    const harness = useVersions(kind, on);

    /** Changes on `theirs`, then on `main`, over a common beginning; the working copy ends on `main`. */
    async function diverge(
      begin: Texts,
      theirs: (person: Person) => Promise<unknown>,
      ours: (person: Person) => Promise<unknown>,
    ): Promise<Person> {
      const person = await harness().init("ada");
      await write(person.chroma, "notes", begin);
      await person.versions.commit("begin");
      await person.versions.switchBranch("theirs", { create: true });
      await theirs(person);
      await person.versions.commit("theirs");
      await person.versions.switchBranch("main");
      await ours(person);
      await person.versions.commit("ours");
      return person;
    }

    const put = (texts: Texts) => (person: Person) => write(person.chroma, "notes", texts);
    const drop = (id: string) => (person: Person) => remove(person.chroma, "notes", [id]);
    const merged = async (person: Person, options?: MergeOptions): Promise<MergeResult> => {
      const result = await person.versions.merge("theirs", options);
      expect(await person.versions.verify()).toMatchObject({ isEqual: true });
      return result;
    };
    const doc = (text: string, metadata: Metadata): { text: string; metadata: Metadata } => ({
      text,
      metadata,
    });

    it("joins different documents, different fields of one document, and equal changes by itself", async () => {
      const person = await diverge(
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
      expect(await merged(person)).toMatchObject({ outcome: "merged", conflicts: [] });
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
      const person = await diverge({ a: "1" }, put({ a: "theirs" }), put({ b: "ours" }));
      await person.versions.switchBranch("behind", { create: "main~1" });
      expect(await person.versions.merge("main")).toMatchObject({ outcome: "fast-forward" });
      expect(await readTexts(person.chroma, "notes")).toEqual({ a: "1", b: "ours" });
    });

    it("shows base, ours and theirs of a conflict, changes nothing, and aborts to the exact state", async () => {
      const person = await diverge(
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
          base: { document: "1", metadata: '{"k":"base"}' },
          ours: { document: "ours", metadata: '{"k":"o"}' },
          theirs: { document: "theirs", metadata: '{"k":"t"}' },
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
      const person = await diverge(
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
      const result = await merged(person, { strategy });
      expect(result.resolved).toHaveLength(4);
      expect(await readTexts(person.chroma, "notes")).toEqual(
        strategy === "ours"
          ? { a: "ours", kept: "ours", new: "ours" }
          : { a: "theirs", gone: "theirs", new: "theirs" },
      );
    });

    it("takes decisions one by one, field by field and by hand, and merges with the last one", async () => {
      const person = await diverge(
        { a: doc("1", { k: 0 }), b: "1", c: "1" },
        put({ a: doc("theirs", { k: 1 }), b: "theirs", c: "theirs" }),
        put({ a: doc("ours", { k: 2 }), b: "ours", c: "ours" }),
      );
      await person.versions.merge("theirs");
      const first = await person.versions.resolveConflicts([
        { collection: "notes", id: "a", fields: { content: "theirs", "metadata.k": "ours" } },
      ]);
      expect(first.conflicts).toMatchObject([{ id: "b" }, { id: "c" }]);
      const again = await harness().reopen(person);
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
      const person = await diverge(
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
      const again = (await harness().reopen(person)).versions;
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

    it("does not write over what was changed while the merge waited", async () => {
      const person = await diverge({ a: "1", b: "1" }, put({ a: "theirs" }), put({ a: "ours" }));
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

    it("asks the caller by the strategy custom", async () => {
      const person = await diverge({ a: "1" }, put({ a: "theirs" }), put({ a: "ours" }));
      const result = await merged(person, {
        strategy: "custom",
        resolve: ({ collection }) => ({ collection, id: "a", take: "theirs" }),
      });
      expect(result.outcome).toBe("merged");
      expect(await readTexts(person.chroma, "notes")).toEqual({ a: "theirs" });
    });

    it("keeps a collection that was renamed on one side and changed on the other", async () => {
      const person = await diverge(
        { a: "1" },
        async ({ chroma }) => (await chroma.getCollection({ name: "notes" })).modify({ name: "renamed" }),
        put({ a: "ours", b: "ours" }),
      );
      await merged(person);
      expect(await readTexts(person.chroma, "renamed")).toEqual({ a: "ours", b: "ours" });
      expect(await person.chroma.countCollections()).toBe(1);
    });

    it.each(["ours", "theirs"] as const)(
      "asks about a collection that was deleted on one side and changed on the other: %s",
      async (take) => {
        const person = await diverge(
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
      const person = await diverge(
        { a: "1" },
        ({ chroma }) => write(chroma, "same-name", { t: "theirs" }),
        ({ chroma }) => write(chroma, "same-name", { o: "ours" }),
      );
      await merged(person);
      expect(await readTexts(person.chroma, "same-name")).toEqual({ t: "theirs", o: "ours" });
    });

    it("gives an incoming collection another name where its own is taken", async () => {
      const person = await diverge(
        { a: "1" },
        ({ chroma }) => write(chroma, "second", { t: "theirs" }),
        async ({ chroma }) => (await chroma.getCollection({ name: "notes" })).modify({ name: "second" }),
      );
      const result = await merged(person);
      expect(result.renamed).toEqual([{ id: "second", from: "second", to: "second-2" }]);
      expect(await readTexts(person.chroma, "second-2")).toEqual({ t: "theirs" });
      expect(await readTexts(person.chroma, "second")).toEqual({ a: "1" });
    });

    it("marks a document stale whose text is ours and whose source is theirs", async () => {
      const person = await diverge(
        { a: doc("1", { source_hash: "s1" }), b: doc("1", { source_hash: "s1" }) },
        put({ a: doc("1", { source_hash: "s2" }), b: doc("1", { other: 1 }) }),
        put({ a: "ours", b: "ours" }),
      );
      const result = await merged(person);
      expect(result.stale).toEqual([{ collection: "notes", id: "a" }]);
    });

    it("takes what is computed from the rest along with the text, and asks nobody about it", async () => {
      const person = await diverge(
        { a: doc("1", { line: 1, hash: "h1" }), b: doc("1", { line: 1, hash: "h1" }) },
        put({ a: doc("theirs", { line: 5, hash: "h2" }), b: doc("1", { line: 7, hash: "h2" }) }),
        put({ a: doc("1", { line: 3, hash: "h3" }), b: doc("ours", { line: 9, hash: "h3" }) }),
      );
      expect((await person.versions.previewMerge("theirs")).conflicts).toMatchObject([
        { id: "a", fields: ["metadata.hash", "metadata.line"] },
        { id: "b", fields: ["metadata.hash", "metadata.line"] },
      ]);
      await merged(person, { derivedFields: ["line", "hash"] });
      const notes = await person.chroma.getCollection({ name: "notes" });
      expect(await notes.get({ ids: ["a", "b"] })).toMatchObject({
        documents: ["theirs", "ours"],
        metadatas: [
          { line: 5, hash: "h2" },
          { line: 9, hash: "h3" },
        ],
      });
    });

    it("refuses to merge over uncommitted changes", async () => {
      const person = await diverge({ a: "1" }, put({ a: "theirs" }), put({ b: "ours" }));
      await put({ c: "dirty" })(person);
      await expect(person.versions.merge("theirs")).rejects.toMatchObject({ code: "DIRTY_WORKING_COPY" });
      expect(await readTexts(person.chroma, "notes")).toEqual({ a: "1", b: "ours", c: "dirty" });
    });

    it("lets three people work on one remote for two rounds and end in equal states", async () => {
      const url = harness().newRemoteUrl();
      const ada = await harness().clone("ada", url);
      await write(ada.chroma, "notes", { a: "1", b: "1", c: "1" });
      await ada.versions.commit("begin");
      await ada.versions.push();
      const bob = await harness().clone("bob", url);
      const eve = await harness().clone("eve", url);
      for (const round of [1, 2]) {
        await write(ada.chroma, "notes", { a: `ada ${round}`, shared: `ada ${round}` });
        await ada.versions.commit(`ada ${round}`);
        await ada.versions.push();
        await write(bob.chroma, "notes", { b: `bob ${round}`, shared: `bob ${round}` });
        await bob.versions.commit(`bob ${round}`);
        await expect(bob.versions.push()).rejects.toMatchObject({ code: "PUSH_REJECTED" });
        await bob.versions.createBranch(`bobs-${round}`);
        await bob.versions.push({ branch: `bobs-${round}` });
        await eve.versions.pull();
        await eve.versions.merge(`origin/bobs-${round}`, { strategy: "theirs" });
        await eve.versions.push();
        for (const person of [ada, bob]) await person.versions.pull({ strategy: "theirs" });
        const states = await Promise.all([ada, bob, eve].map((person) => readAll(person.chroma)));
        expect(states[1]).toEqual(states[0]);
        expect(states[2]).toEqual(states[0]);
        expect(await readTexts(ada.chroma, "notes")).toEqual({
          a: `ada ${round}`,
          b: `bob ${round}`,
          c: "1",
          shared: `bob ${round}`,
        });
      }
    });
  });
}
