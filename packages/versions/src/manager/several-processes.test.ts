import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { readTexts, write } from "../testing/documents.fixture.js";
import { useVersions } from "../testing/use-versions.fixture.js";
import type { Person, RepositoryKind } from "../testing/versions-harness.fixture.js";

const run = promisify(execFile);
const script = fileURLToPath(new URL("../../tests/processes/branch-worker.mjs", import.meta.url));
const openScript = fileURLToPath(new URL("../../tests/processes/open-working-copy.mjs", import.meta.url));
const kinds: RepositoryKind[] = ["doltlite", "dolt", "private-dolt"];

/** A process of its own attaches a working copy on a branch of its own, and commits several times. */
async function work({ options }: Person, branch: string, commits: number): Promise<void> {
  const { repository, author } = options;
  await run(process.execPath, [
    script,
    JSON.stringify({ ...places(options.chroma, branch), repository, author, branch, commits }),
  ]);
}

const places = (chroma: string, branch: string): { chroma: string; state: string } => ({
  chroma: `${chroma}-${branch}`,
  state: `${chroma}-${branch}.sqlite`,
});

/** What a process of its own says that opens the same working copy. */
async function openElsewhere({ options }: Person): Promise<string> {
  const { chroma, state, repository, author } = options;
  const task = JSON.stringify({ chroma, state, repository, author });
  return (await run(process.execPath, [openScript, task])).stdout;
}

describe.each(kinds)("several processes on one repository, with %s", (kind) => {
  const harness = useVersions(kind);

  it("commit at once on branches of their own, and lose nothing", async () => {
    const ada = await harness().init("ada");
    await write(ada.chroma, "notes", { a: "1" });
    await ada.versions.commit("begin");
    const branches = ["one", "two"];
    for (const branch of branches) await ada.versions.createBranch(branch);
    await Promise.all(branches.map((branch) => work(ada, branch, 2)));
    for (const branch of branches) {
      const messages = (await ada.versions.log({ ref: branch })).map(({ message }) => message);
      expect(messages).toEqual([`${branch} 2`, `${branch} 1`, "begin"]);
      await ada.versions.merge(branch);
    }
    expect(await readTexts(ada.chroma, "notes")).toEqual({ a: "1", one: "2", two: "2" });
    expect(await ada.versions.verify()).toMatchObject({ isEqual: true });
  }, 180_000);

  it("are refused a working copy that another one has, and given it afterwards", async () => {
    const ada = await harness().init("ada");
    await write(ada.chroma, "notes", { a: "1" });
    await ada.versions.commit("begin");
    expect(await openElsewhere(ada)).toBe("WORKING_COPY_LOCKED");
    expect((await ada.versions.status()).isClean).toBe(true);
    await ada.versions.close();
    await ada.chroma.close();
    expect(await openElsewhere(ada)).toBe("opened");
    expect(await (await harness().resume(ada)).versions.verify()).toMatchObject({ isEqual: true });
  }, 90_000);
});
