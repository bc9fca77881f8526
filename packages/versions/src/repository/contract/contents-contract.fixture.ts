import { describe, expect, it } from "@jest/globals";
import type { DocumentRow } from "../../model/document-row.js";
import type { RepositoryHarness } from "./repository-harness.fixture.js";
import { author, commitNotes, hashOf, note, notes, readNotes } from "./sample-rows.fixture.js";

const strangeTexts = [
  "",
  "it's \"quoted\" \\ and \\' back",
  "emoji 🧬 and combining é",
  "NUL \0 inside",
  "line\nbreaks\r\n and\ttabs",
  "%_?; DROP TABLE documents; --",
  "x".repeat(64 * 1024),
];

export function describeContentsContract(harness: RepositoryHarness): void {
  describe("commits and contents", () => {
    it("gives back every field of every row as it was", async () => {
      const repository = await harness.create();
      const rows: DocumentRow[] = strangeTexts.map((text, index) =>
        note(`${index} ${text.slice(0, 40)}`, text, {
          metadata: JSON.stringify({ text: text.slice(0, 100), whole: 1 }),
          uri: index === 0 ? "file:///a b.txt" : null,
          isStale: index === 1,
          embedding: new Float32Array([index, Math.PI, -0]),
        }),
      );
      rows.push(note("no text", null, { metadata: '{"f":1.0}' }));
      await commitNotes(repository, "main", rows);
      const found: DocumentRow[] = [];
      for await (const page of repository.readDocuments("main", { collection: "notes" })) found.push(...page);
      const byId = (one: DocumentRow, other: DocumentRow): number => (one.id < other.id ? -1 : 1);
      expect(found.sort(byId)).toEqual([...rows].sort(byId));
      expect(await repository.readCollections("main")).toEqual([notes]);
    });

    it("tells ids apart by every byte", async () => {
      const repository = await harness.create();
      const ids = ["a", "A", "a ", "ä", "a\u0308", "ß", "ss"];
      await commitNotes(
        repository,
        "main",
        ids.map((id) => note(id, `text of ${id}`)),
      );
      expect(Object.keys(await readNotes(repository, "main")).sort()).toEqual([...ids].sort());
    });

    it("reads by ids, and all of many documents in pages", async () => {
      const repository = await harness.create();
      const many = Array.from({ length: 1_203 }, (_, index) => note(`d${index}`, `text ${index}`));
      await commitNotes(repository, "main", many);
      const pages: number[] = [];
      const seen = new Set<string>();
      for await (const page of repository.readDocuments("main", { collection: "notes" })) {
        pages.push(page.length);
        for (const row of page) seen.add(row.id);
      }
      expect(pages).toEqual([500, 500, 203]);
      expect(seen.size).toBe(1_203);
      const some: string[] = [];
      for await (const page of repository.readDocuments("main", {
        collection: "notes",
        ids: ["d7", "d1", "none"],
      })) {
        some.push(...page.map((row) => row.id));
      }
      expect(some.sort()).toEqual(["d1", "d7"]);
      expect(await repository.readHashes("main")).toHaveLength(1_203);
    });

    it("keeps what earlier commits held", async () => {
      const repository = await harness.create();
      const one = await commitNotes(repository, "main", [note("a", "1"), note("b", "1")]);
      await commitNotes(repository, "main", [note("a", "2")], ["b"]);
      expect(await readNotes(repository, one)).toEqual({ a: "1", b: "1" });
      expect(await readNotes(repository, "main")).toEqual({ a: "2" });
    });

    it("tells the difference of two commits in both directions", async () => {
      const repository = await harness.create();
      const start = await repository.resolve("main");
      const one = await commitNotes(repository, "main", [note("a", "1"), note("b", "1")]);
      const two = await commitNotes(repository, "main", [note("a", "2"), note("c", "1")], ["b"]);
      const key = (id: string): object => ({ collection: "notes", id });
      const forward = await repository.diff(one, two);
      expect(forward.collections).toEqual([]);
      expect(forward.documents).toHaveLength(3);
      expect(forward.documents).toEqual(
        expect.arrayContaining([
          { ...key("a"), from: hashOf("1"), to: hashOf("2") },
          { ...key("b"), from: hashOf("1"), to: null },
          { ...key("c"), from: null, to: hashOf("1") },
        ]),
      );
      const back = await repository.diff(two, start);
      expect(back.collections).toEqual([{ id: "notes", from: notes, to: null }]);
      expect(back.documents.every((change) => change.to === null)).toBe(true);
      expect(await repository.diff(two, two)).toEqual({ collections: [], documents: [] });
    });

    it("deletes a collection with its documents, and writes it anew in the same commit", async () => {
      const repository = await harness.create();
      const head = await commitNotes(repository, "main", [note("a", "1"), note("b", "1")]);
      const changes = [
        { deletedCollections: ["notes"] },
        { collections: [notes], documents: [note("a", "new")] },
      ];
      await repository.commit("main", { expectedHead: head, message: "again", author, changes });
      expect(await readNotes(repository, "main")).toEqual({ a: "new" });
    });

    it("refuses an empty commit and one on a branch that has moved", async () => {
      const repository = await harness.create();
      const start = await repository.resolve("main");
      const request = { expectedHead: start, message: "m", author, changes: [] };
      await expect(repository.commit("main", request)).rejects.toMatchObject({ code: "NOTHING_TO_COMMIT" });
      const head = await commitNotes(repository, "main", [note("a", "1")]);
      const late = { ...request, changes: [{ documents: [note("z", "late")] }] };
      await expect(repository.commit("main", late)).rejects.toMatchObject({ code: "BRANCH_MOVED" });
      expect(await repository.resolve("main")).toBe(head);
      expect(await readNotes(repository, "main")).toEqual({ a: "1" });
    });

    it("takes everything back when the changes fail half-way", async () => {
      const repository = await harness.create();
      const head = await commitNotes(repository, "main", [note("a", "1")]);
      async function* broken(): AsyncGenerator<{ documents: DocumentRow[] }> {
        yield await Promise.resolve({ documents: [note("b", "half")] });
        throw new Error("Chroma went away");
      }
      const request = { expectedHead: head, message: "m", author, changes: broken() };
      await expect(repository.commit("main", request)).rejects.toThrow("Chroma went away");
      expect(await repository.resolve("main")).toBe(head);
      await commitNotes(repository, "main", [note("c", "1")]);
      expect(await readNotes(repository, "main")).toEqual({ a: "1", c: "1" });
    });

    it("lets two openings write to different branches, each seeing the other's commits", async () => {
      const repository = await harness.create();
      await commitNotes(repository, "main", [note("a", "1")]);
      const second = await harness.reopen(repository);
      await second.createBranch("other", "main");
      await commitNotes(second, "other", [note("b", "on other")]);
      await commitNotes(repository, "main", [note("c", "on main")]);
      expect(await readNotes(repository, "other")).toEqual({ a: "1", b: "on other" });
      expect(await readNotes(second, "main")).toEqual({ a: "1", c: "on main" });
    });
  });
}
