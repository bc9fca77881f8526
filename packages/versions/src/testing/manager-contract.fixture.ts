import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import { SyncManager } from "../manager/sync-manager.js";
import type { ChromaKind } from "./chroma-place.fixture.js";
import { readAll, readTexts, remove, vectorOf, write } from "./documents.fixture.js";
import { useVersions } from "./use-versions.fixture.js";
import type { Person, RepositoryKind } from "./versions-harness.fixture.js";

/** What the manager does, on one kind of repository. */
export function describeManagerContract(kind: RepositoryKind, on: ChromaKind = "directories"): void {
  describe(`SyncManager with ${kind} and Chroma in ${on}`, () => {
    const harness = useVersions(kind, on);

    async function withNotes(): Promise<Person> {
      const person = await harness().init("ada");
      await write(person.chroma, "notes", { a: "1", b: "2", c: { text: "3", metadata: { n: 1 } } });
      await person.versions.commit("begin");
      return person;
    }

    it("tells added, modified and deleted documents and commits exactly them", async () => {
      const { chroma, versions } = await withNotes();
      await write(chroma, "notes", { a: "one", d: "4", c: { text: "3", metadata: { n: 2 } } });
      await remove(chroma, "notes", ["b"]);
      const expected = [
        { kind: "added", collection: "notes", id: "d" },
        { kind: "deleted", collection: "notes", id: "b" },
        { kind: "modified", collection: "notes", id: "a" },
        { kind: "modified", collection: "notes", id: "c" },
      ];
      const found = (await versions.status()).documents;
      expect(
        [...found].sort((one, other) => `${one.kind}${one.id}`.localeCompare(`${other.kind}${other.id}`)),
      ).toEqual(expected);
      expect(await versions.commit("change")).toMatchObject({ added: 1, modified: 2, deleted: 1 });
      expect((await versions.status()).isClean).toBe(true);
      expect((await versions.diff("main~1", "main")).documents).toHaveLength(4);
      expect((await versions.show("main")).documents).toHaveLength(4);
      expect((await versions.log()).map((commit) => commit.message)).toEqual(["change", "begin"]);
      await expect(versions.commit("again")).rejects.toMatchObject({ code: "NOTHING_TO_COMMIT" });
    });

    it("takes HEAD for where the working copy stands, whatever branches there are", async () => {
      const { chroma, versions } = await withNotes();
      await versions.switchBranch("Feature/Über", { create: true });
      await write(chroma, "notes", { a: "one" });
      const { commit } = await versions.commit("change");
      expect((await versions.show("HEAD")).hash).toBe(commit);
      expect((await versions.diff("HEAD~1")).documents).toHaveLength(1);
      expect((await versions.log({ ref: "HEAD~1" })).map((each) => each.message)).toEqual(["begin"]);
      await versions.createTag("Über", { at: "HEAD" });
      await versions.createBranch("before", "HEAD~1");
      await versions.switchBranch("main");
      expect((await versions.show("HEAD")).hash).not.toBe(commit);
      expect(await versions.previewMerge("Über")).toMatchObject({ theirs: commit, conflicts: [] });
      expect(await versions.status()).toMatchObject({ branch: "main", isClean: true });
    });

    it("follows collections that are renamed, changed, deleted and made again", async () => {
      const { chroma, versions } = await withNotes();
      await write(chroma, "second", { x: "x" });
      await versions.commit("two collections");
      const notes = await chroma.getCollection({ name: "notes" });
      await notes.modify({ name: "renamed", metadata: { topic: "new" } });
      await chroma.deleteCollection({ name: "second" });
      expect(await versions.status()).toMatchObject({
        collections: [
          { kind: "deleted", name: "second" },
          { kind: "renamed", from: "notes", name: "renamed" },
        ],
        documents: [],
      });
      await versions.commit("renamed");
      const after = await readAll(chroma);
      await versions.reset("main~1");
      expect(Object.keys(await readAll(chroma)).sort()).toEqual(["notes", "second"]);
      expect(await readTexts(chroma, "second")).toEqual({ x: "x" });
      await versions.createBranch("back", "main");
      await chroma.deleteCollection({ name: "second" });
      await write(chroma, "second", { x: "x", y: "y" });
      expect((await versions.status()).documents).toEqual([{ kind: "added", collection: "second", id: "y" }]);
      expect(Object.keys(after)).toEqual(["renamed"]);
      expect((await versions.verify()).isEqual).toBe(false);
    });

    it("switches between branches without a trace of the other one, vectors included", async () => {
      const { chroma, versions } = await withNotes();
      const onMain = await readAll(chroma);
      await versions.switchBranch("feature", { create: true });
      await write(chroma, "notes", { a: "feature", new: "n" });
      await remove(chroma, "notes", ["b", "c"]);
      await write(chroma, "only here", { z: "z" }).catch(() => write(chroma, "only-here", { z: "z" }));
      await versions.commit("on feature");
      const onFeature = await readAll(chroma);
      expect(await versions.switchBranch("main")).toMatchObject({
        branch: "main",
        previous: { branch: "feature" },
      });
      expect(await readAll(chroma)).toEqual(onMain);
      expect(await versions.verify()).toMatchObject({ isEqual: true });
      await versions.switchBranch("feature");
      expect(await readAll(chroma)).toEqual(onFeature);
      expect(await versions.verify()).toMatchObject({ isEqual: true });
      await expect(versions.switchBranch("nowhere")).rejects.toMatchObject({ code: "UNKNOWN_REF" });
      await expect(versions.deleteBranch("feature")).rejects.toMatchObject({ code: "BRANCH_IN_USE" });
    });

    it("does with uncommitted changes what is asked: block, commit, carry, reset", async () => {
      const { chroma, versions } = await withNotes();
      await versions.switchBranch("other", { create: true });
      await write(chroma, "notes", { a: "other's" });
      await versions.commit("other");
      await write(chroma, "notes", { b: "dirty" });
      const dirty = await readAll(chroma);
      await expect(versions.switchBranch("main")).rejects.toMatchObject({ code: "DIRTY_WORKING_COPY" });
      expect(await readAll(chroma)).toEqual(dirty);
      await versions.switchBranch("main", { mode: "carry" });
      expect(await readTexts(chroma, "notes")).toEqual({ a: "1", b: "dirty", c: "3" });
      expect((await versions.status()).documents).toEqual([
        { kind: "modified", collection: "notes", id: "b" },
      ]);
      await write(chroma, "notes", { a: "also dirty" });
      await expect(versions.switchBranch("other", { mode: "carry" })).rejects.toMatchObject({
        code: "DIRTY_WORKING_COPY",
      });
      await versions.switchBranch("other", { mode: "reset" });
      expect(await readTexts(chroma, "notes")).toEqual({ a: "other's", b: "2", c: "3" });
      await remove(chroma, "notes", ["c"]);
      await versions.switchBranch("main", { mode: "commit", message: "kept" });
      expect(await readTexts(chroma, "notes")).toEqual({ a: "1", b: "2", c: "3" });
      await versions.switchBranch("other");
      expect(await readTexts(chroma, "notes")).toEqual({ a: "other's", b: "2" });
    });

    it("leaves no list of a collection that a switch takes away to the next records", async () => {
      const { chroma, versions } = await withNotes();
      await versions.createBranch("before");
      await write(chroma, "lists", { a: { text: "1", metadata: { tags: ["x", "y"] } } });
      await versions.commit("lists");
      await versions.switchBranch("before");
      await write(chroma, "plain", { b: { text: "2", metadata: { n: 1 } } });
      const [record] = (await (await chroma.getCollection({ name: "plain" })).get()).metadatas;
      expect(record).toEqual({ n: 1 });
      await versions.commit("plain");
      await versions.switchBranch("main");
      await versions.switchBranch("before");
      expect(await versions.verify()).toMatchObject({ isEqual: true });
    });

    it("goes between a collection and an empty one made anew under its name", async () => {
      const { chroma, versions } = await withNotes();
      await versions.switchBranch("anew", { create: true });
      await chroma.deleteCollection({ name: "notes" });
      await versions.commit("gone");
      await chroma.createCollection({ name: "notes" });
      await versions.commit("anew");
      for (const [branch, texts] of [
        ["main", { a: "1", b: "2", c: "3" }],
        ["anew", {}],
      ] as const) {
        await versions.switchBranch(branch);
        expect(await readTexts(chroma, "notes")).toEqual(texts);
        expect(await versions.verify()).toMatchObject({ isEqual: true });
      }
      await versions.switchBranch("main");
      await versions.switchBranch("more", { create: true });
      await write(chroma, "notes", { d: "4" });
      await versions.commit("more");
      expect(await versions.merge("anew")).toMatchObject({ outcome: "merged" });
      expect(await readTexts(chroma, "notes")).toEqual({ d: "4" });
      expect(await versions.verify()).toMatchObject({ isEqual: true });
      await versions.switchBranch("anew");
      const notes = await chroma.getCollection({ name: "notes" });
      await notes.add({ ids: ["d"], embeddings: [[1, 2]] });
      await versions.commit("of another length");
      expect(await versions.verify()).toMatchObject({ isEqual: true });
    });

    it("stays at what it commits on the branch where it stands already", async () => {
      const { chroma, versions } = await withNotes();
      for (const [text, go] of [
        ["by a switch", () => versions.switchBranch("main", { mode: "commit" })],
        ["by an update", () => versions.update({ mode: "commit" })],
      ] as const) {
        await write(chroma, "notes", { a: text });
        const { commit } = await go();
        expect(await readTexts(chroma, "notes")).toEqual({ a: text, b: "2", c: "3" });
        expect(await versions.resolve("main")).toBe(commit);
        expect(await versions.position()).toMatchObject({ branch: "main", commit });
        expect(await versions.verify()).toMatchObject({ isEqual: true });
      }
    });

    it("resets all kinds of changes, and to an earlier commit", async () => {
      const { chroma, versions } = await withNotes();
      const before = await readAll(chroma);
      await write(chroma, "notes", { a: { text: "changed", metadata: { extra: true } }, new: "n" });
      await remove(chroma, "notes", ["b"]);
      await write(chroma, "another", { x: "x" });
      await (await chroma.getCollection({ name: "notes" })).modify({ name: "moved", metadata: { m: 1 } });
      await versions.reset();
      expect(await readAll(chroma)).toEqual(before);
      expect(await versions.verify()).toMatchObject({ isEqual: true });
      await chroma.deleteCollection({ name: "notes" });
      await versions.reset();
      expect(await readAll(chroma)).toEqual(before);
      await write(chroma, "notes", { a: "later" });
      await versions.commit("later");
      await versions.reset("main~1");
      expect(await readAll(chroma)).toEqual(before);
      expect(await versions.verify()).toMatchObject({ isEqual: true });
    });

    it("lets several working copies share one repository, and tells one that the branch went on", async () => {
      const ada = await withNotes();
      const bob = await harness().attach("bob", ada, "main");
      expect(await readAll(bob.chroma)).toEqual(await readAll(ada.chroma));
      await bob.versions.switchBranch("bobs", { create: true });
      await write(bob.chroma, "notes", { b: "bob" });
      await write(ada.chroma, "notes", { a: "ada" });
      await Promise.all([bob.versions.commit("bob"), ada.versions.commit("ada")]);
      const eve = await harness().attach("eve", ada, "main");
      await write(eve.chroma, "notes", { c: "eve" });
      await eve.versions.commit("eve");
      await write(ada.chroma, "notes", { d: "mine" });
      expect((await ada.versions.status()).isBehindBranch).toBe(true);
      await expect(ada.versions.commit("late")).rejects.toMatchObject({ code: "BRANCH_MOVED" });
      await ada.versions.update();
      expect(await readTexts(ada.chroma, "notes")).toMatchObject({ c: "eve", d: "mine" });
      await ada.versions.commit("not late");
      await ada.versions.merge("bobs");
      expect(await readTexts(ada.chroma, "notes")).toEqual({ a: "ada", b: "bob", c: "eve", d: "mine" });
      expect(await ada.versions.verify()).toMatchObject({ isEqual: true });
    });

    it("makes a working copy whose own file was lost again, with what was not committed", async () => {
      const ada = await withNotes();
      await write(ada.chroma, "notes", { a: "unsaved", new: "n" });
      await remove(ada.chroma, "notes", ["b"]);
      const before = await readAll(ada.chroma);
      await ada.versions.close();
      await rm(ada.options.state);
      await expect(SyncManager.open(ada.options)).rejects.toMatchObject({ code: "WORKING_COPY_MISSING" });
      await expect(SyncManager.init(ada.options)).rejects.toMatchObject({ code: "REPOSITORY_EXISTS" });
      const attach = (branch: string, keep: boolean) => SyncManager.attach(ada.options, branch, { keep });
      await expect(attach("main", false)).rejects.toMatchObject({ code: "DIRTY_WORKING_COPY" });
      await expect(attach("nowhere", true)).rejects.toMatchObject({ code: "UNKNOWN_REF" });
      const versions = await attach("main", true);
      expect(await readAll(ada.chroma)).toEqual(before);
      expect(await versions.status()).toMatchObject({ branch: "main", collections: [] });
      expect((await versions.status()).documents).toHaveLength(3);
      await ada.chroma.deleteCollection({ name: "notes" });
      await versions.reset();
      expect(await versions.verify()).toMatchObject({ isEqual: true, documents: 3 });
      await versions.close();
    });

    it("keeps to the collections of its own where others share the Chroma", async () => {
      const { chroma, versions, options } = await withNotes();
      await write(chroma, "foreign", { f: "f" });
      await versions.close();
      const chromaAccess = { ...options.chromaAccess, collections: ["notes"] };
      const scoped = await SyncManager.open({ ...options, chromaAccess });
      expect((await scoped.status()).isClean).toBe(true);
      await write(chroma, "notes", { a: "changed" });
      await scoped.commit("only notes");
      await scoped.switchBranch("earlier", { create: "main~1" });
      expect(await readTexts(chroma, "foreign")).toEqual({ f: "f" });
      expect(await scoped.verify()).toMatchObject({ isEqual: true });
      await scoped.close();
    });

    it("imports another Chroma directory with its vectors", async () => {
      const { chroma, versions } = await withNotes();
      const directory = harness().path("elsewhere");
      const other = await openChroma(directory, { python: harness().link.python });
      await write(other, "imported", { i: { text: "from elsewhere", metadata: { f: 1.5 } } });
      const there = await readAll(other);
      await other.close();
      expect(await versions.importChroma(directory)).toEqual({ collections: 1, documents: 1 });
      expect((await readAll(chroma))["imported"]).toEqual(there["imported"]);
      await expect(versions.importChroma(directory)).rejects.toMatchObject({ code: "COLLECTION_TAKEN" });
      await versions.commit("import");
    });

    it("searches the past by the vectors of then", async () => {
      const { chroma, versions } = await withNotes();
      await versions.createTag("before");
      await write(chroma, "notes", { a: "something else", z: "1" });
      await versions.commit("later");
      const request = { collection: "notes", embedding: new Float32Array(vectorOf("1")), limit: 1 };
      expect(await versions.searchAt("before", request)).toMatchObject([
        { id: "a", document: "1", distance: 0 },
      ]);
      expect(await versions.searchAt("main", request)).toMatchObject([
        { id: "z", document: "1", distance: 0 },
      ]);
      await expect(versions.searchAt("before", { ...request, collection: "none" })).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
      });
    });

    it("keeps strange ids, texts and metadata through commit, clone and switch", async () => {
      const url = harness().newRemoteUrl();
      const ada = await harness().clone("ada", url);
      await write(ada.chroma, "strange", {
        "it's \"q\" \\ ' --": {
          text: "NUL \0 and 🧬 \\ '",
          metadata: { "key 'ä' \"": 'va"l\\ue', int: 1, float: 1.5 },
        },
        "🌱": "x".repeat(64 * 1024),
        "%_": { text: "", metadata: { yes: true } },
      });
      await ada.versions.commit('it\'s "strange" 🌱');
      await ada.versions.push();
      const bob = await harness().clone("bob", url);
      expect(await readAll(bob.chroma)).toEqual(await readAll(ada.chroma));
      expect((await bob.versions.log({ limit: 1 }))[0]?.message).toBe('it\'s "strange" 🌱');
    });

    it("replaces a collection by one with vectors of another length, there and back", async () => {
      const { chroma, versions } = await withNotes();
      const before = await readAll(chroma);
      await chroma.deleteCollection({ name: "notes" });
      const notes = await chroma.createCollection({ name: "notes" });
      await notes.add({ ids: ["a"], documents: ["1"], embeddings: [[1, 2]] });
      await versions.commit("shorter");
      await versions.switchBranch("old", { create: "main~1" });
      expect(await readAll(chroma)).toEqual(before);
      await versions.switchBranch("main");
      expect(await versions.verify()).toMatchObject({ isEqual: true, documents: 1 });
    });

    it("refuses a second use of the working copy and wrong places, with nothing changed", async () => {
      const ada = await withNotes();
      await expect(SyncManager.open(ada.options)).rejects.toMatchObject({ code: "WORKING_COPY_LOCKED" });
      await expect(SyncManager.init(harness().options("ada"))).rejects.toMatchObject({
        code: expect.stringMatching(/WORKING_COPY_(LOCKED|EXISTS)/),
      });
      await expect(SyncManager.open(harness().options("nobody"))).rejects.toMatchObject({
        code: "WORKING_COPY_MISSING",
      });
      const damaged = await harness().newPlace("damaged");
      await mkdir(dirname(damaged.state), { recursive: true });
      await writeFile(damaged.state, "no state ".repeat(1_000));
      await expect(SyncManager.open(damaged)).rejects.toMatchObject({ code: "LOCAL_STATE_CORRUPT" });
      expect((await ada.versions.status()).isClean).toBe(true);
    });

    it("works on after it was closed and opened again", async () => {
      const ada = await withNotes();
      await write(ada.chroma, "notes", { a: "unsaved" });
      const again = await harness().reopen(ada);
      expect(again.versions.recovery).toBeUndefined();
      expect((await again.versions.status()).documents).toEqual([
        { kind: "modified", collection: "notes", id: "a" },
      ]);
      await again.versions.commit("saved");
      await again.versions.close();
      await again.versions.close();
      await expect(again.versions.status()).rejects.toMatchObject({ code: "CLOSED" });
    });
  });
}
