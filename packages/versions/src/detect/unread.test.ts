import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { WorkingCopyFullError } from "../errors/working-copy-full-error.js";
import { LocalState } from "../state/local-state.js";
import { readAll, remove, write } from "../testing/documents.fixture.js";
import { useVersions } from "../testing/use-versions.fixture.js";
import type { Person } from "../testing/versions-harness.fixture.js";

const harness = useVersions("doltlite");

async function python(name: string, args: readonly unknown[] = []): Promise<void> {
  expect(await harness().link.python.execute({ module: "faults", name, args })).toMatchObject({ ok: true });
}

afterEach(() => python("heal"));

/** Whether a status is made without reading a record. */
async function isKnown({ versions }: Person): Promise<boolean> {
  await python("inject", ["chromadb.api.rust", "RustBindingsAPI", "_get", "builtins.RuntimeError", 1]);
  const found = await versions.status().then(
    ({ isClean }) => isClean,
    () => false,
  );
  await python("heal");
  return found;
}

async function scene(): Promise<{ readonly ada: Person; readonly url: string }> {
  const url = harness().newRemoteUrl();
  const ada = await harness().clone("ada", url);
  await write(ada.chroma, "notes", { a: "1", b: "1" });
  await write(ada.chroma, "more", { m: "1" });
  await ada.versions.commit("begin");
  await ada.versions.push();
  return { ada, url };
}

describe("a collection that is known to be equal", () => {
  it("is not read again after a commit, a clone, a switch, a merge or a reset", async () => {
    const { ada, url } = await scene();
    expect(await isKnown(ada)).toBe(true);
    expect(await isKnown(await harness().clone("bob", url))).toBe(true);
    expect(await isKnown(await harness().attach("eve", ada, "main"))).toBe(true);
    await ada.versions.switchBranch("other", { create: true });
    await write(ada.chroma, "notes", { a: "other", n: "new" });
    await ada.versions.commit("other");
    await ada.versions.switchBranch("main");
    expect(await isKnown(ada)).toBe(true);
    await ada.versions.merge("other");
    expect(await isKnown(ada)).toBe(true);
    await write(ada.chroma, "notes", { a: "dirty", d: "added" });
    await remove(ada.chroma, "notes", ["b"]);
    await ada.chroma.deleteCollection({ name: "more" });
    expect(await isKnown(ada)).toBe(false);
    await ada.versions.reset();
    expect(await isKnown(ada)).toBe(true);
    expect(await ada.versions.verify()).toMatchObject({ isEqual: true, documents: 4 });
  });

  it("is read once when its counter has moved and nothing is different, and again after the next write", async () => {
    const { ada } = await scene();
    await write(ada.chroma, "notes", { a: "1" });
    expect(await isKnown(ada)).toBe(false);
    expect((await ada.versions.status()).isClean).toBe(true);
    expect(await isKnown(ada)).toBe(true);
    await write(ada.chroma, "notes", { a: "changed" });
    expect((await ada.versions.status()).documents).toHaveLength(1);
    // What is different stays to be found.
    expect((await ada.versions.status()).documents).toHaveLength(1);
  });

  it("is read again, and no error, where the disk has no room to note it", async () => {
    const { ada } = await scene();
    await write(ada.chroma, "notes", { a: "1" });
    const full = jest.spyOn(LocalState.prototype, "setCounter").mockImplementation(() => {
      throw new WorkingCopyFullError(ada.options.state);
    });
    expect((await ada.versions.status()).isClean).toBe(true);
    expect(full).toHaveBeenCalledTimes(1);
    full.mockRestore();
    expect(await isKnown(ada)).toBe(false);
    expect((await ada.versions.status()).isClean).toBe(true);
    expect(await isKnown(ada)).toBe(true);
  });

  it("does not hide what somebody else writes during a reset", async () => {
    const { ada } = await scene();
    const before = await readAll(ada.chroma);
    await write(ada.chroma, "notes", { a: "dirty" });
    const again = await harness().reopen(ada, {
      reachedStep: async (step) => {
        if (step === "changes-discarded") await write(ada.chroma, "notes", { late: "written meanwhile" });
      },
    });
    await expect(again.versions.reset()).rejects.toMatchObject({ code: "DIRTY_WORKING_COPY" });
    expect((await again.versions.status()).documents).toEqual([
      { kind: "added", collection: "notes", id: "late" },
    ]);
    await remove(ada.chroma, "notes", ["late"]);
    expect((await again.versions.status()).isClean).toBe(true);
    expect(await readAll(ada.chroma)).toEqual(before);
  });

  it("does not hide what somebody else writes between two writes of a switch", async () => {
    const { ada } = await scene();
    const many = (text: string): Record<string, string> =>
      Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`d${index}`, `${text} ${index}`]));
    await ada.versions.switchBranch("other", { create: true });
    await write(ada.chroma, "notes", many("other"));
    await ada.versions.commit("other");
    await ada.versions.switchBranch("main");
    let isLate = false;
    const again = await harness().reopen(ada, {
      reachedStep: async (step) => {
        if (step !== "records-written" || isLate) return;
        isLate = true;
        await write(ada.chroma, "notes", { late: "written meanwhile" });
      },
    });
    await again.versions.switchBranch("other");
    expect((await again.versions.status()).documents).toEqual([
      { kind: "added", collection: "notes", id: "late" },
    ]);
  });
});
