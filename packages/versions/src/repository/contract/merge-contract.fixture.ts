import { describe, expect, it } from "@jest/globals";
import type { StagedBatch } from "../../model/changes.js";
import type { Repository } from "../repository.js";
import type { RepositoryHarness } from "./repository-harness.fixture.js";
import { author, commitNotes, note, readNotes } from "./sample-rows.fixture.js";

async function mergeInto(
  repository: Repository,
  theirs: string,
  changes: readonly StagedBatch[],
): Promise<string> {
  const expectedHead = await repository.resolve("main");
  const commit = await repository.resolve(theirs);
  return repository.merge("main", { expectedHead, theirs: commit, message: "merge", author, changes });
}

export function describeMergeContract(harness: RepositoryHarness): void {
  describe("merges", () => {
    it("joins changes of different documents and has two parents", async () => {
      const repository = await harness.create();
      const base = await commitNotes(repository, "main", [note("a", "1"), note("b", "1"), note("c", "1")]);
      await repository.createBranch("theirs", "main");
      const theirs = await commitNotes(repository, "theirs", [note("b", "theirs"), note("n", "new")], ["c"]);
      const ours = await commitNotes(repository, "main", [note("a", "ours")]);
      expect(await repository.mergeBase("main", "theirs")).toBe(base);
      const merged = await mergeInto(repository, "theirs", []);
      expect(await readNotes(repository, merged)).toEqual({ a: "ours", b: "theirs", n: "new" });
      const [commit] = await repository.log("main", { limit: 1 });
      expect(commit).toMatchObject({ hash: merged, parents: [ours, theirs], author, message: "merge" });
      expect(await repository.mergeBase("main", "theirs")).toBe(theirs);
      await repository.createBranch("at-the-merge", merged);
      await repository.moveBranch("theirs", merged);
      expect(await repository.resolve("theirs")).toBe(merged);
    });

    it("takes the rows it is given where both sides changed, ours where it is given none", async () => {
      const repository = await harness.create();
      await commitNotes(repository, "main", [note("a", "1"), note("b", "1"), note("c", "1"), note("d", "1")]);
      await repository.createBranch("theirs", "main");
      await commitNotes(
        repository,
        "theirs",
        [note("a", "t"), note("b", "t"), note("d", "t"), note("new", "t")],
        ["c"],
      );
      await commitNotes(
        repository,
        "main",
        [note("a", "o"), note("b", "o"), note("c", "o"), note("new", "o")],
        ["d"],
      );
      const given = { documents: [note("a", "both")], deletedDocuments: [{ collection: "notes", id: "c" }] };
      await mergeInto(repository, "theirs", [given]);
      expect(await readNotes(repository, "main")).toEqual({ a: "both", b: "o", new: "o" });
    });

    it("leaves nothing behind when it fails half-way", async () => {
      const repository = await harness.create();
      await commitNotes(repository, "main", [note("a", "1")]);
      await repository.createBranch("theirs", "main");
      const theirs = await commitNotes(repository, "theirs", [note("a", "t")]);
      const ours = await commitNotes(repository, "main", [note("a", "o")]);
      async function* broken(): AsyncGenerator<StagedBatch> {
        await Promise.resolve();
        throw new Error("no resolution");
      }
      const request = { expectedHead: ours, theirs, message: "m", author, changes: broken() };
      await expect(repository.merge("main", request)).rejects.toThrow("no resolution");
      expect(await repository.resolve("main")).toBe(ours);
      expect(await readNotes(repository, "main")).toEqual({ a: "o" });
      await commitNotes(repository, "main", [note("b", "1")]);
      expect((await repository.log("main", { limit: 1 }))[0]?.parents).toEqual([ours]);
    });
  });
}
