import { describe, expect, it } from "@jest/globals";
import type { RepositoryHarness } from "./repository-harness.fixture.js";
import { author, commitNotes, note } from "./sample-rows.fixture.js";

export function describeRefsContract(harness: RepositoryHarness): void {
  describe("branches, tags and log", () => {
    it("begins with one branch and one commit of its author", async () => {
      const repository = await harness.create();
      const [branch] = await repository.listBranches();
      expect(branch?.name).toBe("main");
      expect(await repository.resolve("main")).toBe(branch?.head);
      const [first] = await repository.log("main");
      expect(first).toMatchObject({ hash: branch?.head, author, message: "Begin the history" });
      expect(Date.parse(first?.date ?? "")).toBeGreaterThan(Date.now() - 3_600_000);
    });

    it("lists commits, the newest first, with parents, and as many as asked for", async () => {
      const repository = await harness.create();
      const start = await repository.resolve("main");
      const one = await commitNotes(
        repository,
        "main",
        [note("a", "1")],
        [],
        "erste Änderung 🌱 'quoted' \\ \"",
      );
      const two = await commitNotes(repository, "main", [note("a", "2")], [], "second");
      const log = await repository.log("main", { limit: 2 });
      expect(log.map(({ hash, parents, message }) => ({ hash, parents, message }))).toEqual([
        { hash: two, parents: [one], message: "second" },
        { hash: one, parents: [start], message: "erste Änderung 🌱 'quoted' \\ \"" },
      ]);
      expect(await repository.resolve("main~1")).toBe(one);
      expect(await repository.log(one)).toHaveLength((await repository.log("main")).length - 1);
    });

    it("creates, moves and deletes branches", async () => {
      const repository = await harness.create();
      const start = await repository.resolve("main");
      await repository.createBranch("feature/one", "main");
      const head = await commitNotes(repository, "feature/one", [note("a", "1")]);
      expect(await repository.listBranches()).toEqual([
        { name: "feature/one", head },
        { name: "main", head: start },
      ]);
      await expect(repository.deleteBranch("feature/one")).rejects.toMatchObject({
        code: "BRANCH_NOT_MERGED",
      });
      await repository.moveBranch("feature/one", start);
      expect(await repository.resolve("feature/one")).toBe(start);
      await repository.deleteBranch("feature/one");
      await repository.createBranch("again", head);
      await repository.deleteBranch("again", { force: true });
      expect(await repository.listBranches()).toEqual([{ name: "main", head: start }]);
    });

    it("creates and deletes tags", async () => {
      const repository = await harness.create();
      const start = await repository.resolve("main");
      await commitNotes(repository, "main", [note("a", "1")]);
      await repository.createTag("v1", start, { message: "the start" });
      expect(await repository.listTags()).toEqual([{ name: "v1", commit: start, message: "the start" }]);
      expect(await repository.resolve("v1")).toBe(start);
      await expect(repository.createTag("v1", "main")).rejects.toMatchObject({ code: "TAG_EXISTS" });
      await repository.deleteTag("v1");
      expect(await repository.listTags()).toEqual([]);
    });

    it("answers wrong names with typed errors and changes nothing", async () => {
      const repository = await harness.create();
      const before = await repository.listBranches();
      await expect(repository.createBranch("main", "main")).rejects.toMatchObject({ code: "BRANCH_EXISTS" });
      await expect(repository.createBranch("bad name", "main")).rejects.toMatchObject({
        code: "INVALID_NAME",
      });
      await expect(repository.deleteBranch("main")).rejects.toMatchObject({ code: "BRANCH_IN_USE" });
      for (const attempt of [
        () => repository.resolve("nowhere"),
        () => repository.createBranch("new", "nowhere"),
        () => repository.deleteBranch("nowhere"),
        () => repository.moveBranch("nowhere", "main"),
        () => repository.moveBranch("main", "nowhere"),
        () => repository.createTag("t", "nowhere"),
        () => repository.deleteTag("nowhere"),
        () => repository.log("nowhere"),
        () => repository.mergeBase("main", "nowhere"),
        () => repository.readCollections("nowhere"),
        () => repository.diff("nowhere", "main"),
        () => repository.resolve("'; DROP TABLE documents; --"),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ code: "UNKNOWN_REF" });
      }
      expect(await repository.listBranches()).toEqual(before);
      expect(await repository.listTags()).toEqual([]);
    });
  });
}
