import { describe, expect, it } from "@jest/globals";
import { forgetInHistory } from "../../forget/forget-in-history.js";
import type { Repository } from "../repository.js";
import type { RepositoryHarness } from "./repository-harness.fixture.js";
import { author, commitNotes, note, notes, readNotes } from "./sample-rows.fixture.js";

const secret = 'open "sesame" ä';
const withSecret = (text: string): string => `${text}: ${secret}!`;
const without = (text: string): string => `${text}: [forgotten]!`;

/** Two branches that both changed after a text was told, merged; a tag before and one behind. */
async function makeHistory(repository: Repository): Promise<Record<string, string>> {
  const clean = await commitNotes(repository, "main", [note("a", "1"), note("b", "1")]);
  await repository.createTag("clean", clean);
  const metadata = JSON.stringify({ said: withSecret("by Ada") });
  const told = await commitNotes(
    repository,
    "main",
    [note("a", withSecret("a"), { metadata })],
    [],
    withSecret("Tell"),
  );
  await repository.createBranch("side", "main");
  const side = await commitNotes(repository, "side", [note("b", "side"), note("c", "new")]);
  const main = await commitNotes(repository, "main", [note("b", "main")]);
  const changes = [{ collections: [notes], documents: [note("b", "decided")] }];
  const merged = await repository.merge("main", {
    expectedHead: main,
    theirs: side,
    message: "Merge side",
    author,
    changes,
  });
  await repository.createTag("told", told, { message: withSecret("tag") });
  const taken = await commitNotes(repository, "main", [note("a", "taken back")]);
  return { clean, told, side, main, merged, taken };
}

export function describeForgetContract(harness: RepositoryHarness): void {
  describe("forgetting a text", () => {
    it("makes again every commit that says it and what stands on it, with parents, author and date", async () => {
      const repository = await harness.create();
      const before = await makeHistory(repository);
      const was = await repository.log("main");
      const said = {
        commits: 1,
        rewritten: 5,
        rows: 1,
        branches: ["main", "side"],
        tags: ["told"],
        kept: [],
      };
      const {
        branches,
        hashes: planned,
        ...dry
      } = await forgetInHistory(repository, secret, {
        isDryRun: true,
      });
      // Nothing is made again yet: each commit stands for itself.
      expect([...planned.keys()]).toEqual([...planned.values()]);
      expect({ ...dry, branches: [...branches].sort() }).toEqual({ ...said, remotes: [] });
      expect(await repository.log("main")).toEqual(was);

      const { hashes, ...done } = await forgetInHistory(repository, secret);
      expect({ ...done, branches: [...done.branches].sort() }).toEqual({ ...said, remotes: [] });
      const log = await repository.log("main");
      const plain = ({ message, date }: { message: string; date: string }): unknown => [
        message.replace(secret, "[forgotten]"),
        date.slice(0, 19),
      ];
      expect(log.map(plain).sort()).toEqual(was.map(plain).sort());
      expect(log.find(({ message }) => message === "Merge side")?.parents).toHaveLength(2);
      expect(new Set(log.map(({ author: { name } }) => name))).toContain(author.name);
      expect(await readNotes(repository, "main")).toEqual({ a: "taken back", b: "decided", c: "new" });
      expect(await readNotes(repository, "main~1")).toEqual({ a: without("a"), b: "decided", c: "new" });
      expect(await readNotes(repository, "side")).toEqual({ a: without("a"), b: "side", c: "new" });
      expect(await readNotes(repository, "told")).toEqual({ a: without("a"), b: "1" });
      expect(await repository.resolve("clean")).toBe(before["clean"]);
      expect(await metadataOf(repository, "told", "a")).toBe(JSON.stringify({ said: without("by Ada") }));
      expect(JSON.stringify(await repository.listTags())).not.toContain("sesame");
      expect((await repository.listBranches()).map(({ name }) => name).sort()).toEqual(["main", "side"]);
      expect(hashes.get(before["told"] ?? "")).toBe(await repository.resolve("told"));
      for (const gone of ["told", "side", "main", "merged", "taken"]) {
        await expect(repository.resolve(before[gone] ?? "")).rejects.toMatchObject({ code: "UNKNOWN_REF" });
      }
      expect(await forgetInHistory(repository, secret)).toMatchObject({ commits: 0, rewritten: 0, rows: 0 });
      await commitNotes(repository, "main", [note("d", "goes on")]);
    });

    it("lets whoever has the history open go on, at the second try where it was asked in between", async () => {
      const repository = await harness.create();
      await makeHistory(repository);
      const other = await harness.reopen(repository);
      expect(await readNotes(other, "main~1")).toMatchObject({ b: "decided" });
      await forgetInHistory(repository, secret);
      const answer = await other.listBranches().then(
        () => "answered",
        (error: unknown) => (error as { code?: string }).code,
      );
      expect(["answered", "REPOSITORY_BUSY"]).toContain(answer);
      expect(await readNotes(other, "main~1")).toMatchObject({ a: without("a") });
    });

    it.each(["tag-parked", "remote-parked"])(
      "loses no tag and no remote when it ends at %s, and goes on from there",
      async (end) => {
        const repository = await harness.create();
        await makeHistory(repository);
        await repository.addRemote("origin", harness.newRemoteUrl());
        const refs = async (): Promise<object> => ({
          tags: (await repository.listTags()).map(({ name }) => name),
          remotes: await repository.listRemotes(),
        });
        const before = await refs();
        repository.reachedStep = (step) =>
          step === end ? Promise.reject(new Error("killed")) : Promise.resolve();
        await expect(forgetInHistory(repository, secret)).rejects.toThrow("killed");
        expect(await refs()).not.toEqual(before);
        repository.reachedStep = () => Promise.resolve();
        await forgetInHistory(repository, secret);
        expect(await refs()).toEqual(before);
      },
    );

    it("names the remotes, which still have it, and does not keep what was fetched of them", async () => {
      const repository = await harness.create();
      await makeHistory(repository);
      const url = harness.newRemoteUrl();
      await repository.addRemote("origin", url);
      await repository.push({ remote: "origin", branch: "main" });
      await repository.fetch("origin");
      const { remotes } = await forgetInHistory(repository, secret);
      expect(remotes).toEqual([expect.stringMatching(/^origin \(file:/)]);
      expect(await repository.listRemoteBranches()).toEqual([]);
      await expect(repository.push({ remote: "origin", branch: "main" })).rejects.toMatchObject({
        code: "PUSH_REJECTED",
      });
      await repository.push({ remote: "origin", branch: "main", force: true });
      const copy = await harness.clone(url);
      expect(await readNotes(copy, "main~1")).toMatchObject({ a: without("a") });
    });
  });
}

async function metadataOf(repository: Repository, ref: string, id: string): Promise<string | null> {
  for await (const [row] of repository.readDocuments(ref, { collection: "notes", ids: [id] }))
    return row?.metadata ?? null;
  return null;
}
