import { describe, expect, it } from "@jest/globals";
import type { RepositoryHarness } from "./repository-harness.fixture.js";
import { commitNotes, note, readNotes } from "./sample-rows.fixture.js";

export function describeClosingContract(harness: RepositoryHarness): void {
  describe("closing", () => {
    it("lets calls under way finish, refuses later ones, and can be repeated", async () => {
      const repository = await harness.create();
      const commit = commitNotes(repository, "main", [note("a", "1")]);
      await commit;
      const listing = repository.listBranches();
      await Promise.all([repository.close(), repository.close()]);
      expect(await listing).toHaveLength(1);
      await expect(repository.listBranches()).rejects.toMatchObject({ code: "CLOSED" });
      await expect(repository.resolve("main")).rejects.toMatchObject({ code: "CLOSED" });
      await expect(repository.close()).resolves.toBeUndefined();
    });

    it("keeps what was committed for the next opening", async () => {
      const repository = await harness.create();
      await commitNotes(repository, "main", [note("a", "1")]);
      await repository.close();
      expect(await readNotes(await harness.reopen(repository), "main")).toEqual({ a: "1" });
    });

    it("settles at once when its time is over or its signal has fired", async () => {
      const repository = await harness.create();
      await expect(repository.log("main", { timeoutMs: 0 })).rejects.toMatchObject({ code: "TIMEOUT" });
      await expect(repository.log("main", { signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: "CANCELLED",
      });
      expect(await repository.log("main")).not.toHaveLength(0);
    });
  });
}
