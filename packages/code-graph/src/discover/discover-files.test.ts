import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { LANGUAGES } from "../languages/language-table.js";
import { type DiscoverOptions, type Discovery, discoverFiles } from "./discover-files.js";

describe("discovering the files of a tree that means harm", () => {
  let base: string;
  let root: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "stemma-discover-"));
    root = join(base, "tree");
    write("a.py", "x = 1\n");
  });
  afterEach(() => {
    rmSync(base, { recursive: true });
  });

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const fifo = (path: string): void => void execFileSync("mkfifo", [join(root, path)]);
  const link = (path: string, to: string): void => symlinkSync(to, join(root, path));
  const discover = (options: Partial<DiscoverOptions> = {}): Promise<Discovery> =>
    discoverFiles(root, { languages: LANGUAGES, ...options });
  const pathsOf = ({ files }: Discovery): string[] => files.map(({ path }) => path);

  it.each([".gitignore", ".stemmaignore", "package.json", "tsconfig.json", "go.mod", "pyproject.toml"])(
    "waits for no pipe and follows no link in the place of %s",
    async (name) => {
      fifo(name);
      mkdirSync(join(root, "sub"));
      link(`sub/${name}`, "/dev/zero");
      write("sub/b.py", "y = 1\n");
      const found = await discover();
      expect(pathsOf(found)).toEqual(["a.py", "sub/b.py"]);
      expect([...found.manifests.values()].join("")).toBe("");
    },
  );

  it("reads no manifest and no ignore file of outside through a link", async () => {
    writeFileSync(join(base, "package.json"), '{"name":"outside"}');
    writeFileSync(join(base, "rules"), "*.py\n");
    link("package.json", "../package.json");
    link(".gitignore", "../rules");
    const found = await discover();
    expect(found.manifests.size).toBe(0);
    expect(pathsOf(found)).toEqual(["a.py"]);
  });

  it("refuses ignore rules that are too large, and takes nothing of a manifest that is", async () => {
    write("package.json", `{"name":"${"x".repeat(2000)}"}`);
    expect((await discover({ limits: { maxManifestBytes: 1000 } })).manifests.get("package.json")).toBe("");
    write("sub/.gitignore", "secret\n".repeat(500));
    await expect(discover({ limits: { maxIgnoreFileBytes: 1000 } })).rejects.toMatchObject({
      code: "IGNORE_RULES_UNUSABLE",
      message: expect.stringContaining("sub/.gitignore"),
    });
  });

  it("bounds what all manifests take together", async () => {
    for (const name of ["a", "b", "c"]) write(`${name}/package.json`, `"${"x".repeat(400)}"`);
    const { manifests } = await discover({ limits: { maxManifestsBytes: 1000 } });
    expect([...manifests.values()].filter((content) => content !== "")).toHaveLength(2);
  });

  it("refuses a tree of too many entries, in one folder or in all", async () => {
    for (let i = 0; i < 30; i++) write(`many/${i}.txt`, "");
    const refused = { code: "TREE_TOO_LARGE", advice: expect.stringContaining("--exclude") };
    await expect(discover({ limits: { maxEntries: 20 } })).rejects.toMatchObject(refused);
    for (let i = 0; i < 30; i++) write(`folders/${i}/a.txt`, "");
    await expect(discover({ limits: { maxEntries: 80 } })).rejects.toMatchObject(refused);
    expect(pathsOf(await discover({ limits: { maxEntries: 93 } }))).toEqual(["a.py"]);
  });

  it("names folders that lie too deep, and goes on", async () => {
    write(`${"d/".repeat(9)}deep.py`, "x = 1\n");
    const found = await discover({ limits: { maxDepth: 4 } });
    expect(pathsOf(found)).toEqual(["a.py"]);
    expect(found.skipped).toEqual([{ path: "d/d/d/d/d", reason: "too deep" }]);
  });

  it("stops comparing with a pattern that has no end of ways to match", async () => {
    write(".gitignore", `${"**/a/".repeat(6)}b\n`);
    write(`${"a/".repeat(100)}c.py`, "x = 1\n");
    await expect(
      discover({ limits: { patternTimeMs: 200, patternTimePerEntryMs: 0 } }),
    ).rejects.toMatchObject({
      code: "IGNORE_RULES_UNUSABLE",
    });
  });

  it("can be stopped between two folders", async () => {
    write("sub/b.py", "");
    let folders = 0;
    const check = (): void => {
      if (++folders === 2) throw new Error("stopped");
    };
    await expect(discover({ check })).rejects.toThrow("stopped");
  });
});
