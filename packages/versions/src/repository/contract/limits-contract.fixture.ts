import { describe, expect, it } from "@jest/globals";
import { defaultHistoryLimits, type HistoryLimits, historyLimits } from "../../limits/history-limits.js";
import type { Repository } from "../repository.js";
import type { RepositoryHarness } from "./repository-harness.fixture.js";
import { commitNotes, note, notes, readNotes } from "./sample-rows.fixture.js";

/** One more than each of them is what the remote of these tests has. */
const tooLittle: readonly [keyof HistoryLimits, number][] = [
  ["documents", 3],
  ["textBytes", 1_999],
  ["totalBytes", 2_047],
  ["commits", 2],
  ["branches", 1],
];

async function pushAll(repository: Repository): Promise<void> {
  for (const { name } of await repository.listBranches())
    await repository.push({ remote: "origin", branch: name, tags: true });
}

export function describeLimitsContract(harness: RepositoryHarness): void {
  describe("what a remote may bring", () => {
    /** Three documents, one with 2,000 bytes, in three commits on two branches; a copy from before, whose remote has one branch. */
    const makeRemote = async (): Promise<{ url: string; copy: Repository; before: unknown }> => {
      const url = harness.newRemoteUrl();
      const repository = await harness.create();
      await repository.addRemote("origin", url);
      const head = await commitNotes(repository, "main", [note("a", "1")]);
      await pushAll(repository);
      const copy = await harness.clone(url);
      await repository.createBranch("side", head);
      const long = note("b", "ä".repeat(1_000));
      await commitNotes(repository, "main", [long, note("c", "3")], [], "Second");
      await repository.createTag("v1", "main");
      await pushAll(repository);
      return { url, copy, before: await stateOf(copy) };
    };
    const stateOf = async (repository: Repository): Promise<unknown> => ({
      branches: await repository.listBranches(),
      remoteBranches: await repository.listRemoteBranches(),
      remotes: await repository.listRemotes(),
      tags: await repository.listTags(),
      notes: await readNotes(repository, "origin/main"),
    });

    it.each(tooLittle)(
      "refuses what has more than the allowed %s, and changes nothing",
      async (limit, allowed) => {
        const { url, copy, before } = await makeRemote();
        const limits = historyLimits({ [limit]: allowed });
        const refused = { code: "HISTORY_TOO_LARGE", excess: { limit, allowed } };
        await expect(copy.fetch("origin", { limits })).rejects.toMatchObject(refused);
        expect(await stateOf(copy)).toEqual(before);
        await expect(harness.clone(url, { limits })).rejects.toMatchObject(refused);
        // The same history within its limits; twice, since a refusal leaves nothing in the way.
        await copy.fetch("origin");
        expect(Object.keys(await readNotes(copy, "origin/main"))).toEqual(["a", "b", "c"]);
        await copy.fetch("origin", { limits: { ...defaultHistoryLimits, branches: 2 } });
        expect(await copy.listRemotes()).toHaveLength(1);
      },
    );

    it("counts what has come since the last time, and keeps the second name of a remote to itself", async () => {
      const { copy } = await makeRemote();
      await copy.fetch("origin");
      // Nothing new: what was taken before is not judged again.
      await copy.fetch("origin", { limits: historyLimits({ documents: 1 }) });
      const quarantine = "stemma-quarantine";
      await expect(copy.addRemote(quarantine, harness.newRemoteUrl())).rejects.toMatchObject({
        code: "INVALID_NAME",
      });
      await expect(copy.fetch(quarantine)).rejects.toMatchObject({ code: "UNKNOWN_REMOTE" });
      // As a process leaves it that was killed in between.
      copy.reachedStep = (step) =>
        step === "fetch-judged" ? Promise.reject(new Error("killed")) : Promise.resolve();
      await expect(copy.fetch("origin")).rejects.toThrow("killed");
      copy.reachedStep = () => Promise.resolve();
      expect((await copy.listRemotes()).map(({ name }) => name)).toEqual(["origin"]);
    });

    it("measures metadata, ids and messages as it does documents", async () => {
      const texts = [
        (on: Repository) => commitNotes(on, "main", [note("i".repeat(600), "1")]),
        (on: Repository) =>
          commitNotes(on, "main", [note("a", "1", { metadata: JSON.stringify({ x: "m".repeat(600) }) })]),
        (on: Repository) => commitNotes(on, "main", [note("a", "1")], [], "m".repeat(600)),
        async (on: Repository) => {
          const author = { name: "A", email: "a@b" };
          const changes = [{ collections: [{ ...notes, name: "n".repeat(600) }] }];
          return on.commit("main", { expectedHead: await on.resolve("main"), message: "m", author, changes });
        },
      ];
      for (const write of texts) {
        const url = harness.newRemoteUrl();
        const repository = await harness.create();
        await repository.addRemote("origin", url);
        await write(repository);
        await pushAll(repository);
        await expect(harness.clone(url, { limits: historyLimits({ textBytes: 599 }) })).rejects.toMatchObject(
          {
            code: "HISTORY_TOO_LARGE",
            excess: { limit: "textBytes" },
          },
        );
      }
    });
  });
}
