import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type ChromaService, openChroma } from "@stemma/chroma";
import { SyncManager } from "../../manager/sync-manager.js";
import type { WorkingCopyOptions } from "../../manager/working-copy-options.js";
import { RepositoryOpener } from "../../repository/open-repository.js";
import { readAll, readTexts, write } from "../documents.fixture.js";
import { useVersions } from "../use-versions.fixture.js";
import type { Person, RepositoryKind, VersionsHarness } from "../versions-harness.fixture.js";
import { codeOf } from "./refuse.fixture.js";
import { filesOf } from "./snapshot.fixture.js";

/** A remote with a branch, a tag and two commits, and whoever made it. */
interface Scene {
  readonly ada: Person;
  readonly url: string;
  readonly commit: string;
}

async function scene(harness: VersionsHarness): Promise<Scene> {
  const url = harness.newRemoteUrl();
  const ada = await harness.clone("ada", url);
  await write(ada.chroma, "docs", { a: "theirs", b: "2" });
  const { commit } = await ada.versions.commit("begin");
  await ada.versions.createTag("v1");
  await write(ada.chroma, "docs", { a: "later" });
  await ada.versions.commit("later");
  await ada.versions.push({ tags: true });
  await ada.versions.switchBranch("feature", { create: true });
  await write(ada.chroma, "docs", { a: "feature's" });
  await ada.versions.commit("on feature");
  await ada.versions.push();
  return { ada, url, commit };
}

/** A place that nobody has, with a document of somebody's in its Chroma. */
async function placeWithMine(
  harness: VersionsHarness,
  name: string,
  repository?: string,
): Promise<{ readonly options: WorkingCopyOptions; readonly chroma: ChromaService }> {
  const options = harness.options(name, repository);
  const chroma = await openChroma(options.chroma, { python: harness.link.python });
  await write(chroma, "docs", { a: "mine" });
  return { options, chroma };
}

/** Whether there is a repository, by the code of opening it. */
async function repositoryAt(
  harness: VersionsHarness,
  { repository, author }: WorkingCopyOptions,
): Promise<string> {
  return codeOf(async () => {
    const opened = await new RepositoryOpener(harness.link, author).open(repository);
    await opened.close();
  });
}

/** Of every way to begin a working copy, on one kind of repository. */
export function describeBeginningRefusals(kind: RepositoryKind): void {
  describe(`a refused beginning leaves nothing on ${kind}`, () => {
    const harness = useVersions(kind);

    /** Refused twice in the same way; then neither record nor repository is there, and no file. */
    async function expectNothingLeft(
      options: WorkingCopyOptions,
      code: string,
      attempt: () => Promise<SyncManager>,
    ): Promise<void> {
      const repository = await repositoryAt(harness(), options);
      const files = await filesOf(harness());
      const codes = [
        await codeOf(attempt),
        await codeOf(attempt),
        await codeOf(() => SyncManager.open(options)),
      ];
      expect(codes).toEqual([code, code, "WORKING_COPY_MISSING"]);
      expect(await filesOf(harness())).toEqual(files);
      expect(await repositoryAt(harness(), options)).toBe(repository);
    }

    it.each([
      ["a branch", "main"],
      ["nothing", "nowhere"],
      ["a tag", "v1"],
    ])("of a clone at %s into a Chroma that holds something", async (_what, ref) => {
      const { url } = await scene(harness());
      const { options, chroma } = await placeWithMine(harness(), "mine");
      const before = await readAll(chroma);
      await expectNothingLeft(options, "DIRTY_WORKING_COPY", () => SyncManager.clone(options, url, ref));
      expect(await readAll(chroma)).toEqual(before);
      await chroma.deleteCollection({ name: "docs" });
      const versions = await SyncManager.clone(options, url);
      expect(await readTexts(chroma, "docs")).toEqual({ a: "later", b: "2" });
      await versions.close();
      await chroma.close();
    });

    it("of a clone at what is not there, from nowhere, from what is none, and of nothing", async () => {
      const { url } = await scene(harness());
      const at = async (name: string, code: string, from: string, ref?: string): Promise<void> => {
        const options = harness().options(name);
        await expectNothingLeft(options, code, () => SyncManager.clone(options, from, ref));
      };
      await at("unknown", "UNKNOWN_REF", url, "nowhere");
      await at("empty", "UNKNOWN_REF", harness().newRemoteUrl(), "feature");
      await at("no-url", "INVALID_ARGUMENT", "");
      await at("no-file", "INVALID_ARGUMENT", "file://elsewhere/remote");
      await at("unreachable", "REMOTE_UNAVAILABLE", "http://127.0.0.1:9/nobody");
      const broken = harness().path("broken");
      await mkdir(broken);
      await writeFile(
        `${broken}/${kind === "doltlite" ? "repository.doltlite" : "manifest"}`,
        "no repository ".repeat(500),
      );
      const options = harness().options("broken-copy");
      const codes = [];
      const files = await filesOf(harness());
      for (let times = 0; times < 2; times++) {
        codes.push(await codeOf(() => SyncManager.clone(options, `file://${broken}`)));
      }
      expect(codes[0]).toMatch(/^(REMOTE_UNAVAILABLE|REPOSITORY_CORRUPT|FOREIGN_REPOSITORY)$/);
      expect(codes[1]).toBe(codes[0]);
      expect(await filesOf(harness())).toEqual(files);
    });

    it("of an attachment", async () => {
      const { ada } = await scene(harness());
      const { repository } = ada.options;
      const elsewhere = harness().options("elsewhere");
      await expectNothingLeft(elsewhere, "REPOSITORY_MISSING", () => SyncManager.attach(elsewhere, "main"));
      const unknown = harness().options("unknown", repository);
      await expectNothingLeft(unknown, "UNKNOWN_REF", () => SyncManager.attach(unknown, "nowhere"));
      const { options, chroma } = await placeWithMine(harness(), "mine", repository);
      await expectNothingLeft(options, "DIRTY_WORKING_COPY", () => SyncManager.attach(options, "main"));
      const keep = { keep: true };
      await expectNothingLeft(options, "UNKNOWN_REF", () => SyncManager.attach(options, "nowhere", keep));
      expect(await readTexts(chroma, "docs")).toEqual({ a: "mine" });
      const versions = await SyncManager.attach(options, "main", keep);
      expect(await versions.status()).toMatchObject({ branch: "main", isClean: false });
      expect(await readTexts(chroma, "docs")).toEqual({ a: "mine" });
      await versions.close();
      await chroma.close();
    });

    it("where there is a repository or a working copy already", async () => {
      const { ada, url } = await scene(harness());
      const { repository } = ada.options;
      const taken = harness().options("taken", repository);
      await expectNothingLeft(taken, "REPOSITORY_EXISTS", () => SyncManager.init(taken));
      await expectNothingLeft(taken, "REPOSITORY_EXISTS", () => SyncManager.clone(taken, url));
      await ada.versions.close();
      const before = await filesOf(harness());
      const codes = [];
      for (const attempt of [
        () => SyncManager.init(ada.options),
        () => SyncManager.clone(ada.options, url),
        () => SyncManager.attach(ada.options, "main"),
      ]) {
        codes.push(await codeOf(attempt));
      }
      expect(codes).toEqual(["WORKING_COPY_EXISTS", "WORKING_COPY_EXISTS", "WORKING_COPY_EXISTS"]);
      expect(await filesOf(harness())).toEqual(before);
      const again = await harness().resume(ada);
      expect(await again.versions.verify()).toMatchObject({ isEqual: true });
    });

    it("by nobody, over a damaged record, or where Chroma can't be", async () => {
      const author = { name: "", email: "" };
      const nobody = { ...harness().options("nobody"), author };
      const { url } = await scene(harness());
      const files = await filesOf(harness());
      expect(await codeOf(() => SyncManager.init(nobody))).toBe("INVALID_ARGUMENT");
      expect(await codeOf(() => SyncManager.clone(nobody, url))).toBe("INVALID_ARGUMENT");
      expect(await filesOf(harness())).toEqual(files);
      const damaged = harness().options("damaged");
      await mkdir(dirname(damaged.state), { recursive: true });
      await writeFile(damaged.state, "no state ".repeat(1_000));
      const blocked = harness().options("blocked");
      await writeFile(harness().path("blocked"), "a file");
      const after = await filesOf(harness());
      expect(await codeOf(() => SyncManager.clone(damaged, url))).toBe("LOCAL_STATE_CORRUPT");
      const inTheWay = { ...blocked, state: harness().path("state.sqlite") };
      expect(await codeOf(() => SyncManager.clone(inTheWay, url))).toBe("CHROMA_FAILED");
      expect(await codeOf(() => SyncManager.init(inTheWay))).toBe("CHROMA_FAILED");
      expect(await filesOf(harness())).toEqual(after);
    });
  });

  describe(`where a clone stands on ${kind}`, () => {
    const harness = useVersions(kind);

    it("is a branch that only the remote had", async () => {
      const { url } = await scene(harness());
      const options = harness().options("bob");
      await using versions = await SyncManager.clone(options, url, "feature");
      expect(await versions.status()).toMatchObject({ branch: "feature", isClean: true });
    });

    it.each(["v1", "a commit", "the beginning of a commit"])(
      "is, at %s, no branch, until one is begun there",
      async (what) => {
        const { url, commit } = await scene(harness());
        const ref = what === "v1" ? what : what === "a commit" ? commit : commit.slice(0, 12);
        const options = harness().options("bob");
        const versions = await SyncManager.clone(options, url, ref);
        const chroma = await openChroma(options.chroma, { python: harness().link.python });
        expect(await versions.status()).toMatchObject({
          branch: null,
          commit,
          isClean: true,
          isBehindBranch: false,
        });
        expect(await readTexts(chroma, "docs")).toEqual({ a: "theirs", b: "2" });
        await write(chroma, "docs", { c: "new" });
        for (const attempt of [
          () => versions.commit("where to?"),
          () => versions.merge("main"),
          () => versions.pull(),
          () => versions.push(),
          () => versions.update(),
          () => versions.reset("main"),
          () => versions.switchBranch("main", { mode: "commit" }),
        ]) {
          expect(await codeOf(attempt)).toBe("DETACHED");
        }
        await versions.close();
        await using again = await SyncManager.open(options);
        expect(again.recovery).toBeUndefined();
        expect((await again.status()).documents).toEqual([{ kind: "added", collection: "docs", id: "c" }]);
        await again.switchBranch("from-here", { create: true, mode: "carry" });
        await again.commit("here");
        expect(await again.verify()).toMatchObject({ isEqual: true, documents: 3 });
        expect((await again.log()).map((each) => each.message)).toEqual(["here", "begin"]);
        await chroma.close();
      },
    );
  });
}
