import { describe, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import type { SyncManager } from "../../manager/sync-manager.js";
import { remove, write } from "../documents.fixture.js";
import { useVersions } from "../use-versions.fixture.js";
import type { Person, RepositoryKind, VersionsHarness } from "../versions-harness.fixture.js";
import { expectRefusals, type Refusals } from "./refuse.fixture.js";

/** Each refusal is followed by a look at everything. */
const limitMs = 240_000;
const aborted = { signal: AbortSignal.abort("given up") };
const nothingThere = "file:///nonexistent/stemma/remote";
/** The database's own first commit, which lies before the tables. */
const beforeAll = async (versions: SyncManager): Promise<string> =>
  (await versions.repository.log("begun")).at(-1)?.hash ?? "";

/**
 * `main` and `feature` differ in `a`; `origin` has another `main`, and a branch `remote-only`; tags are `begun` and `v1`.
 */
async function scene(harness: VersionsHarness): Promise<Person> {
  const url = harness.newRemoteUrl();
  const bob = await harness.clone("bob", url);
  await write(bob.chroma, "notes", { a: "1", b: "2", c: "3" });
  await bob.versions.commit("begin");
  await bob.versions.push();
  const ada = await harness.clone("ada", url);
  await bob.versions.switchBranch("remote-only", { create: true });
  await write(bob.chroma, "notes", { a: "remote" });
  await bob.versions.commit("remote");
  await bob.versions.push();
  await ada.versions.fetch();
  await bob.versions.switchBranch("main");
  await write(bob.chroma, "notes", { b: "bob" });
  await bob.versions.commit("bob's");
  await bob.versions.push();
  const { chroma, versions } = ada;
  await versions.createTag("begun", { at: "main~1" });
  await versions.createTag("v1");
  await versions.switchBranch("feature", { create: true });
  await write(chroma, "notes", { a: "feature's" });
  await versions.commit("on feature");
  await versions.switchBranch("main");
  await write(chroma, "notes", { a: "main's" });
  await versions.commit("on main");
  await versions.addRemote("absent", nothingThere);
  await versions.addRemote("empty", harness.newRemoteUrl());
  return ada;
}

const names: Refusals = {
  "a branch that is there": ["BRANCH_EXISTS", (versions) => versions.createBranch("feature")],
  "a branch of no name": ["INVALID_NAME", (versions) => versions.createBranch("")],
  "a branch with a space": ["INVALID_NAME", (versions) => versions.createBranch("a b")],
  "a branch with half a character": ["INVALID_NAME", (versions) => versions.createBranch("a\ud800")],
  "a branch at nothing": ["UNKNOWN_REF", (versions) => versions.createBranch("new", "nowhere")],
  "a branch before the tables": [
    "UNKNOWN_REF",
    async (versions) => versions.createBranch("new", await beforeAll(versions)),
  ],
  "deleting the current branch": ["BRANCH_IN_USE", (versions) => versions.deleteBranch("main")],
  "deleting no branch": ["UNKNOWN_REF", (versions) => versions.deleteBranch("nowhere")],
  "deleting an unmerged branch": ["BRANCH_NOT_MERGED", (versions) => versions.deleteBranch("feature")],
  "a tag that is there": ["TAG_EXISTS", (versions) => versions.createTag("v1")],
  "a tag with a colon": ["INVALID_NAME", (versions) => versions.createTag("a:b")],
  "a tag at nothing": ["UNKNOWN_REF", (versions) => versions.createTag("v2", { at: "nowhere" })],
  "deleting no tag": ["UNKNOWN_REF", (versions) => versions.deleteTag("v2")],
  "a remote that is there": ["REMOTE_EXISTS", (versions) => versions.addRemote("origin", nothingThere)],
  "a remote of no name": ["INVALID_NAME", (versions) => versions.addRemote("", nothingThere)],
  "a remote with a space": ["INVALID_NAME", (versions) => versions.addRemote("a b", nothingThere)],
  "a remote with a slash": ["INVALID_NAME", (versions) => versions.addRemote("a/b", nothingThere)],
  "a remote like an option": ["INVALID_NAME", (versions) => versions.addRemote("-v", nothingThere)],
  "a remote with NUL": ["INVALID_NAME", (versions) => versions.addRemote("a\0b", nothingThere)],
  "a remote with half a character": [
    "INVALID_NAME",
    (versions) => versions.addRemote("a\ud800", nothingThere),
  ],
  "a remote at no place": ["INVALID_ARGUMENT", (versions) => versions.addRemote("new", "")],
  "a remote at no URL": ["INVALID_ARGUMENT", (versions) => versions.addRemote("new", "no url")],
  "removing no remote": ["UNKNOWN_REMOTE", (versions) => versions.removeRemote("nobody")],
};

const moves: Refusals = {
  "switching nowhere": ["UNKNOWN_REF", (versions) => versions.switchBranch("nowhere")],
  "switching to a tag": ["UNKNOWN_REF", (versions) => versions.switchBranch("v1")],
  "switching to a new branch that is there": [
    "BRANCH_EXISTS",
    (versions) => versions.switchBranch("feature", { create: true }),
  ],
  "switching to a new branch at nothing": [
    "UNKNOWN_REF",
    (versions) => versions.switchBranch("new", { create: "nowhere" }),
  ],
  "resetting to nothing": ["UNKNOWN_REF", (versions) => versions.reset("nowhere")],
  "resetting to before the tables": [
    "UNKNOWN_REF",
    async (versions) => versions.reset(await beforeAll(versions)),
  ],
  "merging nothing": ["UNKNOWN_REF", (versions) => versions.merge("nowhere")],
  "pulling from nobody": ["UNKNOWN_REMOTE", (versions) => versions.pull({ remote: "nobody" })],
  "pulling from an absent remote": ["REMOTE_EMPTY", (versions) => versions.pull({ remote: "absent" })],
  "pulling from an empty remote": ["REMOTE_EMPTY", (versions) => versions.pull({ remote: "empty" })],
  "fetching from nobody": ["UNKNOWN_REMOTE", (versions) => versions.fetch("nobody")],
  "fetching from an empty remote": ["REMOTE_EMPTY", (versions) => versions.fetch("empty")],
  "pushing to nobody": ["UNKNOWN_REMOTE", (versions) => versions.push({ remote: "nobody" })],
  "pushing no branch": ["UNKNOWN_REF", (versions) => versions.push({ branch: "nowhere" })],
  "pushing no branch to an empty remote": [
    "UNKNOWN_REF",
    (versions) => versions.push({ remote: "empty", branch: "nowhere" }),
  ],
  "pushing over what others pushed": ["PUSH_REJECTED", (versions) => versions.push()],
  "deciding without a merge": [
    "NO_MERGE_IN_PROGRESS",
    (versions) => versions.decideConflicts([{ collection: "notes", id: "a", take: "ours" }]),
  ],
  "resolving without a merge": ["NO_MERGE_IN_PROGRESS", (versions) => versions.resolveConflicts([])],
  "listing conflicts without a merge": ["NO_MERGE_IN_PROGRESS", (versions) => versions.conflicts()],
  "aborting without a merge": ["NO_MERGE_IN_PROGRESS", (versions) => versions.abortMerge()],
};

/** What is told and not refused changes nothing either. */
const previews: Refusals = {
  "a preview": ["not refused", (versions) => versions.previewMerge("feature")],
  "a preview by a side": [
    "not refused",
    (versions) => versions.previewMerge("feature", { strategy: "theirs" }),
  ],
  "a preview of nothing": ["UNKNOWN_REF", (versions) => versions.previewMerge("nowhere")],
  "a preview that is given up": ["CANCELLED", (versions) => versions.previewMerge("feature", aborted)],
};

const looks: Refusals = {
  "showing nothing": ["UNKNOWN_REF", (versions) => versions.show("nowhere")],
  "comparing with nothing": ["UNKNOWN_REF", (versions) => versions.diff("main", "nowhere")],
  "the log of nothing": ["UNKNOWN_REF", (versions) => versions.log({ ref: "nowhere" })],
  "the log of less than nothing": ["INVALID_ARGUMENT", (versions) => versions.log({ limit: -1 })],
  "searching at nothing": ["UNKNOWN_REF", (versions) => versions.searchAt("nowhere", asked)],
  "searching no collection": [
    "INVALID_ARGUMENT",
    (versions) => versions.searchAt("main", { ...asked, collection: "none" }),
  ],
  "searching before the tables": [
    "INVALID_ARGUMENT",
    async (versions) => versions.searchAt(await beforeAll(versions), asked),
  ],
  "searching with another length": [
    "INVALID_ARGUMENT",
    (versions) => versions.searchAt("main", { ...asked, embedding: new Float32Array(2) }),
  ],
};

const asked = { collection: "notes", embedding: new Float32Array(3) };

const givenUp: Refusals = {
  commit: ["CANCELLED", (versions) => versions.commit("late", aborted)],
  switch: ["CANCELLED", (versions) => versions.switchBranch("feature", { ...aborted, mode: "reset" })],
  "switch to a new branch": [
    "CANCELLED",
    (versions) => versions.switchBranch("new", { ...aborted, create: true }),
  ],
  merge: ["CANCELLED", (versions) => versions.merge("feature", aborted)],
  reset: ["CANCELLED", (versions) => versions.reset("begun", aborted)],
  pull: ["CANCELLED", (versions) => versions.pull(aborted)],
  fetch: ["CANCELLED", (versions) => versions.fetch("origin", aborted)],
  push: ["CANCELLED", (versions) => versions.push({ ...aborted, force: true })],
  tag: ["CANCELLED", (versions) => versions.createTag("v2", aborted)],
  branch: ["CANCELLED", (versions) => versions.createBranch("new", undefined, aborted)],
  remote: ["CANCELLED", (versions) => versions.addRemote("new", nothingThere, aborted)],
};

/** With something in Chroma that is not committed. */
const dirty: Refusals = {
  ...givenUp,
  ...previews,
  "a commit without a message": ["INVALID_ARGUMENT", (versions) => versions.commit("")],
  "a commit with an empty message": ["INVALID_ARGUMENT", (versions) => versions.commit(" \n\t")],
  "a commit with half a character": ["INVALID_ARGUMENT", (versions) => versions.commit("a\ud800")],
  "a commit with NUL": ["INVALID_ARGUMENT", (versions) => versions.commit("a\0b")],
  "a commit by nobody": [
    "INVALID_ARGUMENT",
    (versions) => versions.commit("by nobody", { author: { name: "", email: "" } }),
  ],
  "a commit by an author in two lines": [
    "INVALID_ARGUMENT",
    (versions) => versions.commit("by two", { author: { name: "a\nb", email: "a@example.org" } }),
  ],
  "a commit by an author in brackets": [
    "INVALID_ARGUMENT",
    (versions) => versions.commit("by a tag", { author: { name: "<a>", email: "a@example.org" } }),
  ],
  "switching, blocked": ["DIRTY_WORKING_COPY", (versions) => versions.switchBranch("feature")],
  "switching, not to be carried": [
    "DIRTY_WORKING_COPY",
    (versions) => versions.switchBranch("feature", { mode: "carry" }),
  ],
  "switching to a remote's branch": [
    "DIRTY_WORKING_COPY",
    (versions) => versions.switchBranch("remote-only"),
  ],
  "switching to a new branch, blocked": [
    "DIRTY_WORKING_COPY",
    (versions) => versions.switchBranch("new", { create: "begun" }),
  ],
  "switching, committing without a message": [
    "INVALID_ARGUMENT",
    (versions) => versions.switchBranch("new", { create: true, mode: "commit", message: "" }),
  ],
  "switching nowhere, throwing away": [
    "UNKNOWN_REF",
    (versions) => versions.switchBranch("nowhere", { mode: "reset" }),
  ],
  "switching nowhere, committing": [
    "UNKNOWN_REF",
    (versions) => versions.switchBranch("nowhere", { mode: "commit" }),
  ],
  "resetting to nothing": ["UNKNOWN_REF", (versions) => versions.reset("nowhere")],
  "resetting to before the tables": [
    "UNKNOWN_REF",
    async (versions) => versions.reset(await beforeAll(versions)),
  ],
  merging: ["DIRTY_WORKING_COPY", (versions) => versions.merge("feature", { strategy: "theirs" })],
  pulling: ["DIRTY_WORKING_COPY", (versions) => versions.pull({ strategy: "theirs" })],
};

/** While a merge waits for its conflicts. */
const waiting: Refusals = {
  ...previews,
  committing: ["MERGE_IN_PROGRESS", (versions) => versions.commit("too early")],
  switching: ["MERGE_IN_PROGRESS", (versions) => versions.switchBranch("feature", { mode: "reset" })],
  "switching to a new branch": [
    "MERGE_IN_PROGRESS",
    (versions) => versions.switchBranch("new", { create: true }),
  ],
  merging: ["MERGE_IN_PROGRESS", (versions) => versions.merge("feature")],
  pulling: ["MERGE_IN_PROGRESS", (versions) => versions.pull()],
  resetting: ["MERGE_IN_PROGRESS", (versions) => versions.reset()],
  updating: ["MERGE_IN_PROGRESS", (versions) => versions.update()],
  "deciding what is in no conflict": [
    "INVALID_ARGUMENT",
    (versions) => versions.decideConflicts([{ collection: "notes", id: "b", take: "ours" }]),
  ],
  "deciding a field that is in none": [
    "INVALID_ARGUMENT",
    (versions) =>
      versions.decideConflicts([{ collection: "notes", id: "a", fields: { "metadata.x": "ours" } }]),
  ],
  "deciding by a vector of another length": [
    "INVALID_ARGUMENT",
    (versions) =>
      versions.decideConflicts([
        { collection: "notes", id: "a", content: { document: "own", embedding: new Float32Array(2) } },
      ]),
  ],
  "deciding a collection that is in none": [
    "INVALID_ARGUMENT",
    (versions) => versions.decideConflicts([{ collection: "notes", take: "theirs" }]),
  ],
  "deciding one that is, and one that is in none": [
    "INVALID_ARGUMENT",
    (versions) =>
      versions.decideConflicts([
        { collection: "notes", id: "a", take: "theirs" },
        { collection: "notes", id: "b", take: "theirs" },
      ]),
  ],
  "resolving what is in no conflict": [
    "INVALID_ARGUMENT",
    (versions) => versions.resolveConflicts([{ collection: "notes", id: "b", take: "ours" }]),
  ],
  "resolving one that is, and a field that is in none": [
    "INVALID_ARGUMENT",
    (versions) =>
      versions.resolveConflicts([
        { collection: "notes", id: "a", take: "theirs" },
        { collection: "notes", id: "a", fields: { "metadata.x": "ours" } },
      ]),
  ],
  "resolving by a vector of another length": [
    "INVALID_ARGUMENT",
    (versions) =>
      versions.resolveConflicts([
        { collection: "notes", id: "a", content: { document: "own", embedding: new Float32Array(2) } },
      ]),
  ],
  "resolving by half a character": [
    "INVALID_ARGUMENT",
    (versions) =>
      versions.resolveConflicts([
        { collection: "notes", id: "a", content: { document: "a\ud800", embedding: new Float32Array(3) } },
      ]),
  ],
};

/** Of every operation of a working copy that is there, on one kind of repository. */
export function describeOperationRefusals(kind: RepositoryKind): void {
  describe(`a refusal changes nothing on ${kind}`, () => {
    const harness = useVersions(kind);

    it(
      "of names",
      async () => {
        await expectRefusals(harness(), await scene(harness()), names);
      },
      limitMs,
    );

    it(
      "of moving, merging and exchanging",
      async () => {
        await expectRefusals(harness(), await scene(harness()), { ...moves, ...looks, ...previews });
      },
      limitMs,
    );

    it(
      "with a commit of nothing, and an import of what is no Chroma or is there already",
      async () => {
        const ada = await scene(harness());
        const directory = harness().path("elsewhere");
        const other = await openChroma(directory, { python: harness().link.python });
        await write(other, "more", { m: "m" });
        await write(other, "notes", { n: "n" });
        await other.close();
        await expectRefusals(harness(), ada, {
          "a commit of nothing": ["NOTHING_TO_COMMIT", (versions) => versions.commit("nothing")],
          "importing nothing": [
            "INVALID_ARGUMENT",
            (versions) => versions.importChroma(harness().path("none")),
          ],
          "importing a name that is taken": [
            "COLLECTION_TAKEN",
            (versions) => versions.importChroma(directory),
          ],
        });
      },
      limitMs,
    );

    it(
      "with something that is not committed",
      async () => {
        const ada = await scene(harness());
        await write(ada.chroma, "notes", { a: "dirty", new: "n" });
        await remove(ada.chroma, "notes", ["c"]);
        await write(ada.chroma, "another", { x: "x" });
        await expectRefusals(harness(), ada, dirty);
      },
      limitMs,
    );

    it(
      "while a merge waits",
      async () => {
        const ada = await scene(harness());
        await ada.versions.merge("feature");
        const again = await expectRefusals(harness(), ada, waiting);
        await write(again.chroma, "notes", { b: "dirty" });
        await expectRefusals(harness(), again, {
          "resolving over what is not committed": [
            "DIRTY_WORKING_COPY",
            (versions) => versions.resolveConflicts([], { strategy: "theirs" }),
          ],
          "resolving with a decision, over what is not committed": [
            "DIRTY_WORKING_COPY",
            (versions) => versions.resolveConflicts([{ collection: "notes", id: "a", take: "theirs" }]),
          ],
        });
      },
      limitMs,
    );

    it(
      "where another working copy has committed to the branch",
      async () => {
        const ada = await scene(harness());
        const eve = await harness().attach("eve", ada, "main");
        await write(eve.chroma, "notes", { b: "eve's" });
        await eve.versions.commit("eve's");
        await write(ada.chroma, "notes", { b: "ada's" });
        await expectRefusals(harness(), ada, {
          committing: ["BRANCH_MOVED", (versions) => versions.commit("late")],
          merging: ["BRANCH_MOVED", (versions) => versions.merge("feature")],
          pulling: ["BRANCH_MOVED", (versions) => versions.pull()],
          updating: ["DIRTY_WORKING_COPY", (versions) => versions.update()],
          "switching, committing": [
            "BRANCH_MOVED",
            (versions) => versions.switchBranch("new", { create: "feature", mode: "commit" }),
          ],
        });
      },
      limitMs,
    );
  });
}
