import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Branch } from "../model/history.js";
import { type Crash, Crashes } from "./crash.fixture.js";
import { readAll, readTexts, remove, type Texts, write } from "./documents.fixture.js";
import { useVersions } from "./use-versions.fixture.js";
import type { Person, RepositoryKind } from "./versions-harness.fixture.js";

const texts = (prefix: string, count: number): Texts =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`d${index}`, `${prefix} ${index}`]));

const applying = ["collections-deleted", "collections-changed", "records-deleted", "records-written"];
const merging = ["merge-journalled", "rows-merged", "rows-staged", "merge-made", ...applying];

/** Every named step that an operation goes through. */
const steps: Readonly<Record<string, readonly string[]>> = {
  commit: ["commit-journalled", "rows-staged", "commit-made"],
  switch: ["switch-journalled", ...applying],
  merge: merging,
  reset: ["changes-discarded", "reset-journalled", "reset-made", "switch-journalled", "records-written"],
  pull: ["fetch-begun", "fetched", ...merging],
  push: ["push-begun", "branch-pushed", "tag-pushed"],
};

/** Nothing but the remote or the uncommitted changes was touched yet: there is nothing to be finished, and nothing is said. */
const unfinished = [
  "changes-discarded",
  "fetch-begun",
  "fetched",
  "push-begun",
  "branch-pushed",
  "tag-pushed",
];

/** Somewhere inside of the database's own call that follows a step. */
const moments: readonly Crash[] = [
  { operation: "commit", step: "rows-staged", afterMs: 2 },
  { operation: "merge", step: "merge-journalled", afterMs: 3 },
  { operation: "merge", step: "rows-staged", afterMs: 3 },
  { operation: "pull", step: "fetch-begun", afterMs: 3 },
  { operation: "pull", step: "fetch-begun", afterMs: 8 },
  { operation: "push", step: "push-begun", afterMs: 3 },
  { operation: "push", step: "push-begun", afterMs: 8 },
  { operation: "push", step: "push-begun", afterMs: 20 },
];

/** Steps at which a transaction, a push or a fetch is open: where it matters that the database's server dies, too. */
const inDatabase = /^(rows-|push-|fetch-|branch-|tag-|commit-made|merge-made|reset-made)/;

function cellsFor(kind: RepositoryKind): readonly Crash[] {
  const named: Crash[] = Object.entries(steps).flatMap(([operation, all]) =>
    all.map((step) => ({ operation, step })),
  );
  return kind === "private-dolt"
    ? [...named.filter(({ step }) => inDatabase.test(step)), ...moments]
    : [...named, ...moments];
}

function describeCell({ operation, step, afterMs }: Crash): string {
  return `${operation}, at ${step}${afterMs === undefined ? "" : ` and ${afterMs} ms`}`;
}

interface Scene extends Person {
  readonly url: string;
  readonly backup: string;
}

/** Nothing that was committed is lost: the former head is still in the history of its branch. */
async function isInHistory({ versions }: Person, { name, head }: Branch): Promise<boolean> {
  return (await versions.log({ ref: name })).some((commit) => commit.hash === head);
}

/** The same command given again does what it is for, wherever it was killed before. */
const afterwards: Readonly<Record<string, (again: Person, scene: Scene) => Promise<void>>> = {
  async commit({ chroma, versions }) {
    // Committed, or still there to be committed; never gone.
    expect((await readTexts(chroma, "notes"))["d1"]).toBe("not committed");
    const { isClean } = await versions.status();
    if (!isClean) await versions.commit("repeated");
    expect(
      await versions.searchAt("HEAD", { collection: "notes", embedding: new Float32Array(3), limit: 999 }),
    ).toContainEqual(expect.objectContaining({ id: "d1", document: "not committed" }));
  },
  async switch({ chroma, versions }) {
    await versions.switchBranch("other");
    expect((await readTexts(chroma, "notes"))["d0"]).toBe("other 0");
    expect(Object.keys(await readAll(chroma)).sort()).toEqual(["notes", "only-other"]);
  },
  async merge({ chroma, versions }) {
    await versions.merge("other", { strategy: "theirs" });
    expect(await readTexts(chroma, "notes")).toMatchObject({ d0: "other 0", d140: "main went on" });
    expect((await versions.status()).merging).toBeUndefined();
  },
  async reset({ chroma, versions }) {
    await versions.reset("begin");
    expect(await readTexts(chroma, "notes")).toMatchObject({ d1: "begin 1", d140: "begin 140" });
  },
  async pull({ chroma, versions }) {
    await versions.pull({ strategy: "theirs" });
    expect(await readTexts(chroma, "notes")).toMatchObject({ d0: "other 0", d140: "main went on" });
    expect(Object.keys(await readAll(chroma)).sort()).toEqual(["notes", "only-other"]);
  },
  async push({ chroma, versions }) {
    await versions.push({ remote: "backup", tags: true });
    expect(Object.keys(await readAll(chroma)).sort()).toEqual(["notes", "only-main"]);
  },
};

type Clone = (url: string) => Promise<Person>;

async function requireWhole(person: Person, bob: Person, tags: readonly string[]): Promise<void> {
  expect(await readAll(bob.chroma)).toEqual(await readAll(person.chroma));
  expect(await bob.versions.verify()).toMatchObject({ isEqual: true });
  expect((await bob.versions.listTags()).map((tag) => tag.name)).toEqual(tags);
}

/** What is on a remote is whole, whenever the pushing or the fetching ended. */
const remotesAfterwards: Readonly<
  Record<string, (calm: Person, clone: Clone, scene: Scene) => Promise<void>>
> = {
  async push(calm, clone, { backup }) {
    await requireWhole(calm, await clone(backup), ["begin", "later"]);
  },
  async pull(calm, clone, { url }) {
    await calm.versions.push();
    await requireWhole(calm, await clone(url), []);
  },
};

/** `kill -9` at every named step, on one kind of repository; of a private Dolt its server is killed at the same moment. */
export function describeCrashes(kind: RepositoryKind): void {
  describe(`kill -9 on ${kind}`, () => {
    const harness = useVersions(kind);
    let crashes: Crashes;
    beforeAll(() => {
      crashes = new Crashes();
    });
    afterAll(() => crashes.stop());

    /**
     * `other`, which `origin` has as its `main`, and `main` differ in 120 documents, in deleted ones and in whole collections;
     * both have gone on from `begin`, which is all that the remote `backup` has.
     */
    async function scene(): Promise<Scene> {
      const [url, backup] = [harness().newRemoteUrl(), harness().newRemoteUrl()];
      const person = await harness().clone("ada", url);
      const { chroma, versions } = person;
      await write(chroma, "notes", texts("begin", 150));
      await write(chroma, "only-main", { x: "x" });
      await versions.commit("begin");
      await versions.createTag("begin");
      await versions.addRemote("backup", backup);
      await versions.push({ remote: "backup" });
      await write(chroma, "notes", texts("other", 120));
      await remove(chroma, "notes", ["d130", "d131"]);
      await chroma.deleteCollection({ name: "only-main" });
      await write(chroma, "only-other", { y: "y" });
      await versions.commit("other");
      await versions.createBranch("other");
      await versions.push();
      await versions.reset("begin");
      await write(chroma, "notes", { d140: "main went on" });
      await versions.commit("on main");
      await versions.createTag("later");
      return { ...person, url, backup };
    }

    it.each(cellsFor(kind).map((cell) => [describeCell(cell), cell] as const))(
      "during %s",
      async (_name, cell) => {
        const { operation, ...moment } = cell;
        const person = await scene();
        const { versions, chroma } = person;
        const heads = await versions.listBranches();
        if (operation === "commit" || operation === "reset") {
          await write(chroma, "notes", { d1: "not committed" });
        }
        await versions.close();
        await chroma.close();
        await crashes.crash(person.options, { operation, ...moment });

        const again = await harness().resume(person);
        const hasFinished = again.versions.recovery !== undefined;
        // Some milliseconds after a step both are right.
        expect(hasFinished).toBe(
          moment.afterMs === undefined ? !unfinished.includes(moment.step) : hasFinished,
        );
        const kept = await Promise.all(heads.map((head) => isInHistory(again, head)));
        const hasMovedBack =
          operation === "reset" && !["changes-discarded", "reset-journalled"].includes(moment.step);
        expect(kept).toEqual(heads.map(({ name }) => !(hasMovedBack && name === "main")));
        // Right after the opening: what was begun is finished or taken back, and what is not committed is not lost.
        const { isEqual, misrecorded, otherVectors } = await again.versions.verify();
        expect({ misrecorded, otherVectors }).toEqual({ misrecorded: [], otherVectors: [] });
        expect(isEqual).toBe((await again.versions.status()).isClean);
        await afterwards[operation]?.(again, person);
        expect(await again.versions.verify()).toMatchObject({ isEqual: true });
        const calm = await harness().reopen(again);
        expect(calm.versions.recovery).toBeUndefined();
        await remotesAfterwards[operation]?.(calm, (url) => harness().clone("bob", url), person);
      },
    );

    it.each([0, 40, 120])(
      "during clone, %i ms after its beginning: the same command again finishes it",
      async (afterMs) => {
        const person = await scene();
        await person.versions.push({ remote: "backup" });
        const expected = await readAll(person.chroma);
        const options = harness().options("bob");
        await crashes.crash(options, {
          operation: "clone",
          step: "clone-journalled",
          url: person.backup,
          afterMs,
        });
        const again = await harness()
          .clone("bob", person.backup, options)
          // It had been filled in time: then it is there.
          .catch(() => harness().resume({ ...person, options }));
        expect(await readAll(again.chroma)).toEqual(expected);
        expect(await again.versions.verify()).toMatchObject({ isEqual: true });
      },
    );
  });
}
