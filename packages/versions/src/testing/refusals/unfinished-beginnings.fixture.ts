import { rm } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import { SyncManager } from "../../manager/sync-manager.js";
import type { WorkingCopyOptions } from "../../manager/working-copy-options.js";
import { LocalState } from "../../state/local-state.js";
import { readTexts, write } from "../documents.fixture.js";
import { useVersions } from "../use-versions.fixture.js";
import type { RepositoryKind, VersionsHarness } from "../versions-harness.fixture.js";
import { codeOf } from "./refuse.fixture.js";

const interrupted = new Error("interrupted");

async function remoteWithDocs(harness: VersionsHarness): Promise<string> {
  const url = harness.newRemoteUrl();
  const ada = await harness.clone("ada", url);
  await write(ada.chroma, "docs", { a: "theirs", b: "2" });
  await ada.versions.commit("begin");
  await ada.versions.push();
  return url;
}

/** A clone that ended right before Chroma was written to. */
async function interruptedClone(harness: VersionsHarness, url: string): Promise<WorkingCopyOptions> {
  const options = harness.options("mine");
  const reachedStep = (step: string): Promise<void> =>
    step === "clone-journalled" ? Promise.reject(interrupted) : Promise.resolve();
  await expect(SyncManager.clone({ ...options, reachedStep }, url)).rejects.toBe(interrupted);
  return options;
}

/** What becomes of beginnings that ended in the middle, on one kind of repository. */
export function describeUnfinishedBeginnings(kind: RepositoryKind): void {
  describe(`an unfinished beginning on ${kind}`, () => {
    const harness = useVersions(kind);

    it("is finished by the next opening, which keeps what is in no commit", async () => {
      const url = await remoteWithDocs(harness());
      const options = await interruptedClone(harness(), url);
      const chroma = await openChroma(options.chroma, { python: harness().link.python });
      await write(chroma, "docs", { a: "mine", c: "mine, too" });
      expect(await codeOf(() => SyncManager.init(options))).toBe("WORKING_COPY_EXISTS");
      const versions = await SyncManager.open(options);
      expect(versions.recovery).toMatchObject({ operation: "clone", branch: "main", documents: 1 });
      expect(versions.recovery?.kept).toEqual([{ collection: "docs", id: "a" }]);
      expect(await readTexts(chroma, "docs")).toEqual({ a: "mine", b: "2", c: "mine, too" });
      expect((await versions.status()).documents).toEqual([
        { kind: "added", collection: "docs", id: "c" },
        { kind: "modified", collection: "docs", id: "a" },
      ]);
      await versions.commit("mine");
      expect(await versions.verify()).toMatchObject({ isEqual: true, documents: 3 });
      await versions.close();
      await chroma.close();
    });

    it("is finished by the same call again", async () => {
      const url = await remoteWithDocs(harness());
      const options = await interruptedClone(harness(), url);
      expect(await codeOf(() => SyncManager.clone(options, harness().newRemoteUrl()))).toBe(
        "WORKING_COPY_EXISTS",
      );
      await using versions = await SyncManager.clone(options, url);
      expect(await versions.verify()).toMatchObject({ isEqual: true, documents: 2 });
    });

    /** As one of an older version left it when it was refused, and as a killed process leaves it. */
    it.each([
      ["older", { operation: "begin", branch: "main" }],
      ["new", { operation: "begin", branch: null, beginning: { by: "clone" as const } }],
    ])("of which only the record is there is no working copy yet (%s)", async (_which, journal) => {
      const url = await remoteWithDocs(harness());
      const options = await interruptedClone(harness(), url);
      const chroma = await openChroma(options.chroma, { python: harness().link.python });
      await write(chroma, "docs", { a: "mine" });
      const state = LocalState.open(options.state);
      const beginning = "beginning" in journal ? { beginning: { ...journal.beginning, url } } : {};
      state.setJournal({ ...journal, ...beginning });
      state.close();
      for (const [code, attempt] of [
        ["WORKING_COPY_MISSING", () => SyncManager.open(options)],
        ["DIRTY_WORKING_COPY", () => SyncManager.clone(options, url)],
        ["WORKING_COPY_MISSING", () => SyncManager.open(options)],
        ["REPOSITORY_EXISTS", () => SyncManager.init(options)],
        ["WORKING_COPY_MISSING", () => SyncManager.open(options)],
      ] as const) {
        expect(await codeOf(attempt)).toBe(code);
      }
      expect(await readTexts(chroma, "docs")).toEqual({ a: "mine" });
      await chroma.deleteCollection({ name: "docs" });
      const versions = await SyncManager.clone(options, url);
      expect(await versions.verify()).toMatchObject({ isEqual: true, documents: 2 });
      await versions.close();
      await chroma.close();
    });

    it("of a lost record is attached to with what Chroma holds, and never begun over it", async () => {
      const url = await remoteWithDocs(harness());
      const options = await interruptedClone(harness(), url);
      await rm(options.state);
      expect(await codeOf(() => SyncManager.init(options))).toBe("REPOSITORY_EXISTS");
      await using versions = await SyncManager.attach(options, "main");
      expect(await versions.verify()).toMatchObject({ isEqual: true, documents: 2 });
    });
  });
}
