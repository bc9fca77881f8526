import { describe, expect, it } from "@jest/globals";
import type { RepositoryHarness } from "./repository-harness.fixture.js";
import { commitNotes, note, readNotes } from "./sample-rows.fixture.js";

export function describeRemotesContract(harness: RepositoryHarness): void {
  describe("remotes", () => {
    it("pushes to a place where nothing was, and clones it with all branches' contents and tags", async () => {
      const url = harness.newRemoteUrl();
      const repository = await harness.create();
      const head = await commitNotes(repository, "main", [note("a", "1")]);
      await repository.createTag("v1", "main");
      await repository.addRemote("origin", url);
      await repository.push({ remote: "origin", branch: "main", tags: true });
      const copy = await harness.clone(url);
      expect(await copy.resolve("main")).toBe(head);
      expect(await readNotes(copy, "v1")).toEqual({ a: "1" });
      expect((await copy.listRemotes()).map((remote) => remote.name)).toEqual(["origin"]);
      expect(await copy.listRemoteBranches()).toContainEqual({ remote: "origin", name: "main", head });
    });

    it("clones a remote that holds another branch than the default one alone", async () => {
      const url = harness.newRemoteUrl();
      const repository = await harness.create();
      const begun = await repository.resolve("main");
      await repository.createBranch("trunk", "main");
      const head = await commitNotes(repository, "trunk", [note("a", "1")]);
      await repository.addRemote("origin", url);
      await repository.push({ remote: "origin", branch: "trunk" });
      const copy = await harness.clone(url);
      expect(await copy.resolve("origin/trunk")).toBe(head);
      expect(await readNotes(copy, "origin/trunk")).toEqual({ a: "1" });
      // Where the history begins: with its tables, and nothing in them.
      expect(await copy.resolve("main")).toBe(begun);
      expect(await readNotes(copy, "main")).toEqual({});
    });

    it("refuses a diverged push, then fetches, merges and pushes", async () => {
      const url = harness.newRemoteUrl();
      const one = await harness.create();
      await commitNotes(one, "main", [note("a", "1")]);
      await one.addRemote("origin", url);
      await one.push({ remote: "origin", branch: "main" });
      const two = await harness.clone(url);
      const theirs = await commitNotes(two, "main", [note("b", "two")]);
      await two.push({ remote: "origin", branch: "main" });
      const ours = await commitNotes(one, "main", [note("c", "one")]);
      await expect(one.push({ remote: "origin", branch: "main" })).rejects.toMatchObject({
        code: "PUSH_REJECTED",
      });
      await one.fetch("origin");
      expect(await one.resolve("origin/main")).toBe(theirs);
      expect(await readNotes(one, "origin/main")).toEqual({ a: "1", b: "two" });
      const author = { name: "A", email: "a@b" };
      await one.merge("main", { expectedHead: ours, theirs, message: "m", author, changes: [] });
      await one.push({ remote: "origin", branch: "main" });
      await two.fetch("origin");
      expect(await readNotes(two, "origin/main")).toEqual({ a: "1", b: "two", c: "one" });
    });

    it("overwrites the remote's branch only by force", async () => {
      const url = harness.newRemoteUrl();
      const repository = await harness.create();
      await repository.addRemote("origin", url);
      const start = await commitNotes(repository, "main", [note("a", "1")]);
      await commitNotes(repository, "main", [note("a", "2")]);
      await repository.push({ remote: "origin", branch: "main" });
      await repository.moveBranch("main", start);
      await expect(repository.push({ remote: "origin", branch: "main" })).rejects.toMatchObject({
        code: "PUSH_REJECTED",
      });
      await repository.push({ remote: "origin", branch: "main", force: true });
      await repository.fetch("origin");
      expect(await repository.resolve("origin/main")).toBe(start);
    });

    it("tells an empty remote from one that can't be reached", async () => {
      const url = harness.newRemoteUrl();
      const repository = await harness.create();
      await repository.addRemote("origin", url);
      await repository.addRemote("away", harness.unreachableUrl);
      await expect(repository.fetch("origin")).rejects.toMatchObject({ code: "REMOTE_EMPTY" });
      await expect(harness.clone(url)).rejects.toMatchObject({ code: "REMOTE_EMPTY" });
      await expect(repository.fetch("away")).rejects.toMatchObject({
        code: "REMOTE_UNAVAILABLE",
        retryable: true,
      });
    });

    it("answers unknown names with typed errors", async () => {
      const repository = await harness.create();
      await repository.addRemote("origin", harness.newRemoteUrl());
      await expect(repository.addRemote("origin", harness.newRemoteUrl())).rejects.toMatchObject({
        code: "REMOTE_EXISTS",
      });
      await expect(repository.removeRemote("nobody")).rejects.toMatchObject({ code: "UNKNOWN_REMOTE" });
      await expect(repository.fetch("nobody")).rejects.toMatchObject({ code: "UNKNOWN_REMOTE" });
      await expect(repository.push({ remote: "nobody", branch: "main" })).rejects.toMatchObject({
        code: "UNKNOWN_REMOTE",
      });
      await expect(repository.push({ remote: "origin", branch: "nowhere" })).rejects.toMatchObject({
        code: "UNKNOWN_REF",
      });
      await repository.removeRemote("origin");
      expect(await repository.listRemotes()).toEqual([]);
    });
  });
}
