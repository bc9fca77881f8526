import { describe, expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import { SyncManager } from "../manager/sync-manager.js";
import { readTexts, write } from "./documents.fixture.js";
import { startTestPython } from "./test-python.fixture.js";
import { useVersions } from "./use-versions.fixture.js";
import type { RepositoryKind } from "./versions-harness.fixture.js";

const orders = [
  ["versions", "chroma", "python"],
  ["versions", "python", "chroma"],
  ["chroma", "versions", "python"],
  ["chroma", "python", "versions"],
  ["python", "versions", "chroma"],
  ["python", "chroma", "versions"],
] as const;

/** Whoever opened what may close it when they like, on one kind of repository. */
export function describeClosingOrders(kind: RepositoryKind): void {
  describe(`closing on ${kind}`, () => {
    const harness = useVersions(kind);

    it.each(orders)("%s, then %s, then %s loses nothing", async (...order) => {
      const { python } = await startTestPython();
      const options = { ...harness().options("ada"), python };
      const versions = await SyncManager.init(options);
      const chroma = await openChroma(options.chroma, { python });
      await write(chroma, "notes", { a: "1" });
      await versions.commit("begin");
      await versions.switchBranch("other", { create: true });
      await write(chroma, "notes", { b: "not committed" });
      const parts = { versions, chroma, python };
      for (const name of order) await parts[name].close();
      // Also twice.
      for (const name of order) await parts[name].close();
      const again = await harness().resume({
        options: { ...options, python: harness().link.python },
        versions,
        chroma,
      });
      expect(again.versions.recovery).toBeUndefined();
      expect(await again.versions.status()).toMatchObject({
        branch: "other",
        documents: [{ kind: "added", collection: "notes", id: "b" }],
      });
      expect(await readTexts(again.chroma, "notes")).toEqual({ a: "1", b: "not committed" });
    });

    it("by `await using` beside a Python that its owner has closed is silent, and the next opening finds all", async () => {
      const { python } = await startTestPython();
      const options = { ...harness().options("ada"), python };
      {
        await using versions = await SyncManager.init(options);
        expect(await versions.status()).toMatchObject({ branch: "main" });
        await python.close();
        await expect(versions.status()).rejects.toMatchObject({ code: expect.any(String) });
      }
      await expect(SyncManager.open(options)).rejects.toMatchObject({ code: "CLOSED" });
      await using again = await SyncManager.open({ ...options, python: harness().link.python });
      expect(await again.status()).toMatchObject({ branch: "main", isClean: true });
    });
  });
}
