import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { stateFormat } from "./format-file.js";
import { findStateDirectory, prepareStateDirectory } from "./state-directory.js";

describe("the state directory", () => {
  let base: string;
  let root: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "stemma-state-"));
    root = join(base, "tree");
    await mkdir(join(root, "src", "deep"), { recursive: true });
  });
  afterEach(async () => {
    await rm(base, { recursive: true });
  });

  it("is private, ignored by git, and found from any folder of the tree", async () => {
    const made = await prepareStateDirectory(root);
    expect((await stat(made.directory)).mode & 0o777).toBe(0o700);
    expect(await readFile(join(made.directory, ".gitignore"), "utf8")).toBe("*\n");
    expect(await findStateDirectory(join(root, "src", "deep"))).toEqual(made);
    expect(await findStateDirectory(base)).toBeNull();
  });

  it("goes with its tree when that is moved", async () => {
    await prepareStateDirectory(root);
    const moved = join(base, "moved");
    await rename(root, moved);
    expect(await findStateDirectory(moved)).toMatchObject({ root: moved });
  });

  it("remembers its tree when it stands elsewhere", async () => {
    const elsewhere = join(base, "state");
    await prepareStateDirectory(root, elsewhere);
    expect(await findStateDirectory(base, elsewhere)).toMatchObject({ root, directory: elsewhere });
  });

  it("refuses a newer format and changes nothing", async () => {
    const { directory } = await prepareStateDirectory(root);
    const newer = JSON.stringify({ format: stateFormat + 1, root });
    await writeFile(join(directory, "format.json"), newer);
    await expect(prepareStateDirectory(root)).rejects.toMatchObject({ code: "STATE_TOO_NEW" });
    await expect(findStateDirectory(root)).rejects.toMatchObject({ code: "STATE_TOO_NEW" });
    expect(await readFile(join(directory, "format.json"), "utf8")).toBe(newer);
  });

  it.each(["", "{", "[]", '{"format":"one"}'])("refuses a format file that holds %j", async (content) => {
    const { directory } = await prepareStateDirectory(root);
    await writeFile(join(directory, "format.json"), content);
    await expect(findStateDirectory(root)).rejects.toMatchObject({ code: "STATE_DAMAGED" });
  });

  it("says what to do when it can't be written", async () => {
    await writeFile(join(base, "file"), "");
    await expect(prepareStateDirectory(root, join(base, "file", "state"))).rejects.toMatchObject({
      code: "STATE_NOT_WRITABLE",
      advice: expect.stringContaining("--state-dir"),
    });
  });
});
