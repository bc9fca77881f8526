import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { legalName } from "./legal-names.fixture.js";
import type { RepositoryHarness } from "./repository-harness.fixture.js";
import { commitNotes, note, readNotes } from "./sample-rows.fixture.js";

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const byName = (one: { name: string }, other: { name: string }): number => byText(one.name, other.name);

export function describeNamesContract(harness: RepositoryHarness): void {
  describe("names of branches and tags", () => {
    it("are all that git takes, each for itself: made, committed to, tagged, pushed, cloned, moved, deleted", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc
            .uniqueArray(legalName, { minLength: 1, maxLength: 5 })
            .map((all) => all.filter((name) => name !== "main")),
          async (names) => {
            const repository = await harness.create();
            const start = await repository.resolve("main");
            await repository.addRemote("origin", harness.newRemoteUrl());
            const heads = new Map([["main", start]]);
            for (const name of names) {
              await repository.createBranch(name, start);
              heads.set(name, await commitNotes(repository, name, [note("on", name)], [], name));
              await repository.createTag(name, start, { message: name });
              await repository.push({ remote: "origin", branch: name });
            }
            const branches = [...heads].map(([name, head]) => ({ name, head })).sort(byName);
            expect(await repository.listBranches()).toEqual(branches);
            expect((await repository.listTags()).map((tag) => tag.name)).toEqual([...names].sort(byText));
            for (const name of names) {
              expect(await repository.resolve(name)).toBe(heads.get(name));
            }
            await repository.push({ remote: "origin", branch: "main", tags: true });
            const copy = await harness.clone((await repository.listRemotes())[0]?.url ?? "");
            expect(
              (await copy.listRemoteBranches()).map(({ name, head }) => ({ name, head })).sort(byName),
            ).toEqual(branches);
            expect((await copy.listTags()).map(({ name, commit }) => [name, commit])).toEqual(
              [...names].sort(byText).map((name) => [name, start]),
            );
            for (const name of names) {
              await copy.createBranch(name, `origin/${name}`);
              expect(await readNotes(copy, heads.get(name) ?? "")).toEqual({ on: name });
              await commitNotes(copy, name, [note("on", "again")]);
              await copy.push({ remote: "origin", branch: name });
              await repository.moveBranch(name, start);
              await repository.deleteBranch(name);
              await repository.deleteTag(name);
            }
            expect(await repository.listBranches()).toEqual([{ name: "main", head: start }]);
            expect(await repository.listTags()).toEqual([]);
          },
        ),
        { numRuns: 12 },
      );
    });

    it("may be a commit's by its beginning, of at least seven characters", async () => {
      const repository = await harness.create();
      const commit = await commitNotes(repository, "main", [note("a", "1")]);
      expect(await repository.resolve(commit.slice(0, 8))).toBe(commit);
      expect(await repository.resolve(`${commit.slice(0, 7)}~1`)).toBe(await repository.resolve("main~1"));
      await expect(repository.resolve(commit.slice(0, 6))).rejects.toMatchObject({ code: "UNKNOWN_REF" });
      await expect(repository.resolve("HEAD")).rejects.toMatchObject({ code: "UNKNOWN_REF" });
      // A branch of that name is meant before the commit.
      await repository.createBranch(commit.slice(0, 8), "main~1");
      expect(await repository.resolve(commit.slice(0, 8))).toBe(await repository.resolve("main~1"));
    });

    it.each(["a b", "a~b", "a..b", "-a", ".a", "a.lock", "HEAD", "", "a\0b", "/", "a:b"])(
      "are not what git refuses: %j",
      async (name) => {
        const repository = await harness.create();
        await expect(repository.createBranch(name, "main")).rejects.toMatchObject({ code: "INVALID_NAME" });
        await expect(repository.createTag(name, "main")).rejects.toMatchObject({ code: "INVALID_NAME" });
        expect(await repository.listBranches()).toHaveLength(1);
      },
    );
  });
}
