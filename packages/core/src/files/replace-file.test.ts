import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { replaceFile } from "./replace-file.js";

let folder: string;
let umask: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stemma-replace-"));
  umask = process.umask(0o022);
});
afterEach(async () => {
  process.umask(umask);
  await rm(folder, { recursive: true });
});

describe("replacing a file", () => {
  it("gives it the content and the permissions that are asked for, whatever the umask", async () => {
    const file = join(folder, "a.json");
    for (const mask of [0o000, 0o022, 0o077]) {
      process.umask(mask);
      await replaceFile(file, "{}\n");
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      await replaceFile(file, Buffer.from("#!/bin/sh\n"), { mode: 0o755, isFlushed: true });
      expect((await stat(file)).mode & 0o777).toBe(0o755);
    }
    expect(await readFile(file, "utf8")).toBe("#!/bin/sh\n");
    expect(await readdir(folder)).toEqual(["a.json"]);
  });

  it("never shows half of one, by however many it is written at once", async () => {
    const file = join(folder, "a.txt");
    const contents = Array.from({ length: 20 }, (_, at) => String(at % 10).repeat(100_000));
    await replaceFile(file, contents[0] ?? "");
    const reading = async (): Promise<void> => {
      for (let look = 0; look < 200; look++) expect(contents).toContain(await readFile(file, "utf8"));
    };
    await Promise.all([reading(), ...contents.map((content) => replaceFile(file, content))]);
    expect(await readdir(folder)).toEqual(["a.txt"]);
  });

  it("leaves what was there where it fails, and nothing beside it", async () => {
    const inTheWay = join(folder, "folder");
    await mkdir(inTheWay);
    await expect(replaceFile(inTheWay, "a")).rejects.toMatchObject({ code: "EISDIR" });
    await expect(replaceFile(join(folder, "missing/a"), "a")).rejects.toMatchObject({ code: "ENOENT" });
    expect(await readdir(folder)).toEqual(["folder"]);
  });

  it("puts a file in the place of a link, and leaves what that leads to", async () => {
    const [file, link] = [join(folder, "file"), join(folder, "link")];
    await writeFile(file, "old");
    await symlink(file, link);
    await replaceFile(link, "new");
    expect(await readFile(file, "utf8")).toBe("old");
    expect(await readFile(link, "utf8")).toBe("new");
    await expect(readlink(link)).rejects.toMatchObject({ code: "EINVAL" });
  });
});
