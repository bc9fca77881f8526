import { describe, expect, it } from "@jest/globals";
import type { Branch } from "../model/history.js";
import { crash } from "../testing/crash.fixture.js";
import { readAll, readTexts, remove, type Texts, write } from "../testing/documents.fixture.js";
import { useVersions } from "../testing/use-versions.fixture.js";
import type { Person, RepositoryKind } from "../testing/versions-harness.fixture.js";

const texts = (prefix: string, count: number): Texts =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`d${index}`, `${prefix} ${index}`]));

const steps: [operation: string, step: string, kinds: RepositoryKind[]][] = [
  ["commit", "commit-journalled", ["doltlite"]],
  ["commit", "commit-made", ["doltlite", "dolt"]],
  ["switch", "switch-journalled", ["doltlite"]],
  ["switch", "collections-deleted", ["doltlite"]],
  ["switch", "collections-changed", ["doltlite"]],
  ["switch", "records-deleted", ["doltlite"]],
  ["switch", "records-written", ["doltlite", "dolt"]],
  ["merge", "merge-journalled", ["doltlite"]],
  ["merge", "merge-made", ["doltlite", "dolt"]],
  ["merge", "records-written", ["doltlite"]],
  ["reset", "changes-discarded", ["doltlite"]],
  ["reset", "branch-moved", ["doltlite"]],
  ["pull", "fetched", ["doltlite"]],
  ["push", "pushed", ["doltlite"]],
];

/** Nothing that was committed is lost: the former head is still in the history of its branch. */
async function isInHistory({ versions }: Person, { name, head }: Branch): Promise<boolean> {
  return (await versions.log({ ref: name })).some((commit) => commit.hash === head);
}

/** What holds after each operation's crash and the next opening, the same command given again included. */
const afterwards: Record<string, (again: Person, step: string, onMain: object) => Promise<void>> = {
  async commit({ chroma, versions }, step) {
    // Committed, or still there to be committed; never gone.
    expect((await readTexts(chroma, "notes"))["d1"]).toBe("not committed");
    expect((await versions.status()).isClean).toBe(step === "commit-made");
    await versions.commit("repeated").catch(() => undefined);
  },
  async switch({ chroma, versions }) {
    await versions.switchBranch("other");
    expect((await readTexts(chroma, "notes"))["d0"]).toBe("other 0");
    expect(Object.keys(await readAll(chroma)).sort()).toEqual(["notes", "only-other"]);
  },
  async merge({ chroma, versions }) {
    await versions.merge("other", { strategy: "theirs" });
    expect(await readTexts(chroma, "notes")).toMatchObject({ d0: "other 0", d140: "main went on" });
  },
  async reset({ chroma, versions }) {
    await versions.reset("begin");
    expect((await readTexts(chroma, "notes"))["d140"]).toBe("begin 140");
  },
  async pull({ chroma }, _step, onMain) {
    expect(await readAll(chroma)).toEqual(onMain);
  },
  async push({ chroma }, _step, onMain) {
    expect(await readAll(chroma)).toEqual(onMain);
  },
};

describe.each<RepositoryKind>(["doltlite", "dolt"])("kill -9 on %s", (kind) => {
  const harness = useVersions(kind);

  /** `main` and `other` differ in 120 documents, in deleted ones and in whole collections; `main` has gone on. */
  async function scene(): Promise<Person & { readonly url: string }> {
    const url = harness().newRemoteUrl();
    const person = await harness().clone("ada", url);
    const { chroma, versions } = person;
    await write(chroma, "notes", texts("begin", 150));
    await write(chroma, "only-main", { x: "x" });
    await versions.commit("begin");
    await versions.createTag("begin");
    await versions.switchBranch("other", { create: true });
    await write(chroma, "notes", texts("other", 120));
    await remove(chroma, "notes", ["d130", "d131"]);
    await chroma.deleteCollection({ name: "only-main" });
    await write(chroma, "only-other", { y: "y" });
    await versions.commit("other");
    await versions.switchBranch("main");
    await write(chroma, "notes", { d140: "main went on" });
    await versions.commit("on main");
    await versions.push();
    return { ...person, url };
  }

  it.each(steps.filter(([, , kinds]) => kinds.includes(kind)))(
    "during %s, at %s",
    async (operation, step) => {
      const person = await scene();
      const { versions, chroma } = person;
      const onMain = await readAll(chroma);
      const heads = await versions.listBranches();
      if (operation === "commit" || operation === "reset")
        await write(chroma, "notes", { d1: "not committed" });
      await versions.close();
      await chroma.close();
      await crash(person.options, { operation, step });

      const again = await harness().resume(person);
      const isKept = await Promise.all(heads.map((head) => isInHistory(again, head)));
      expect(isKept).toEqual(
        heads.map(({ name }) => !(operation === "reset" && name === "main" && step === "branch-moved")),
      );
      await afterwards[operation]?.(again, step, onMain);
      expect(await again.versions.verify()).toMatchObject({ isEqual: true });
      expect((await harness().reopen(again)).versions.recovery).toBeUndefined();
    },
  );

  it("during clone: the same command again finishes it", async () => {
    const person = await scene();
    const expected = await readAll(person.chroma);
    const options = harness().options("bob");
    await crash(options, { operation: "clone", step: "clone-journalled", url: person.url });
    const bob = await harness().clone("bob", person.url, options);
    expect(await readAll(bob.chroma)).toEqual(expected);
    expect(await bob.versions.verify()).toMatchObject({ isEqual: true });
  });
});
