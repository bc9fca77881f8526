import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { makeDirectories } from "./make-directories.js";

describe("making directories", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "stemma-directories-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("makes what is missing with the mode, and leaves what is there", async () => {
    await makeDirectories(join(folder, "a"), 0o755);
    await makeDirectories(join(folder, "a/b/c"), 0o700);
    expect((await stat(join(folder, "a/b"))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, "a"))).mode & 0o777).toBe(0o755);
    await makeDirectories(join(folder, "a"), 0o700);
    expect((await stat(join(folder, "a"))).mode & 0o777).toBe(0o755);
  });

  it("is made once by several at the same time", async () => {
    await Promise.all(Array.from({ length: 8 }, () => makeDirectories(join(folder, "x/y/z"))));
    expect((await stat(join(folder, "x/y/z"))).isDirectory()).toBe(true);
  });

  it("ends below /proc, where Node's own would go on for ever", async () => {
    await expect(makeDirectories("/proc/no/such/place")).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("names a file that is in the way", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(makeDirectories(join(folder, "file/below"))).rejects.toMatchObject({
      code: expect.stringMatching(/ENOTDIR|EEXIST/),
    });
  });
});
