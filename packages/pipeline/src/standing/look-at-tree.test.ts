import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { FileHashes } from "./file-hashes.js";
import { type KnownTree, type LookedAt, lookAtTree } from "./look-at-tree.js";
import { SeenFiles } from "./seen-files.js";

/** By then every stamp tells one content from another. */
const later = { clock: { now: () => Date.now() + 10_000 } };
const rules = { include: [], exclude: [] };
const nothing: KnownTree = { documented: FileHashes.of(new Map()), seen: null };
const misremembered = "0".repeat(64);

describe("looking at a tree", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-look-"));
    await mkdir(join(root, "shop"));
    await writeFile(join(root, "a.py"), "a = 1\n");
    await writeFile(join(root, "shop/b.py"), "b = 1\n");
    await writeFile(join(root, "shop/c.png"), "");
    await writeFile(join(root, "shop/README.md"), "# Shop\n\nSells apples and pears to everybody.\n");
  });
  afterEach(() => rm(root, { recursive: true }));

  const look = (known: KnownTree): Promise<LookedAt> => lookAtTree({ root, rules }, known, later);
  /** As after a run that has documented everything. */
  async function documentedTree(hashOf = (hash: string): string => hash): Promise<KnownTree> {
    const { seen } = await look(nothing);
    if (seen === undefined) throw new Error("nothing was seen");
    const rows = new Map(
      [...seen.files.toMap(() => undefined)].map(([path, file]) => [
        path,
        file && { ...file, hash: hashOf(file.hash) },
      ]),
    );
    const documented = new Map<string, string>();
    for (const [path, file] of rows) if (file) documented.set(path, file.hash);
    const files = SeenFiles.of(rows, (path) => documented.get(path));
    return { documented: FileHashes.of(documented), seen: { ...seen, files } };
  }

  it("finds sources and READMEs, and nothing to say of them when they are documented", async () => {
    expect((await look(nothing)).files).toEqual(
      ["a.py", "shop/README.md", "shop/b.py"].map((path) => ({ path, change: "added" })),
    );
    expect(await look(await documentedTree())).toEqual({ files: [], seen: undefined });
  });

  it("reads no file twice whose times and size are the same", async () => {
    const known = await documentedTree(() => misremembered);
    expect(await look(known)).toEqual({ files: [], seen: undefined });
  });

  it("reads a file whose times differ, and finds the same content", async () => {
    const known = await documentedTree();
    await utimes(join(root, "a.py"), 1, 1);
    const { files, seen } = await look(known);
    expect(files).toEqual([]);
    // What was read is kept.
    expect(await look({ ...known, seen: seen ?? null })).toEqual({ files: [], seen: undefined });
    const wrong = await documentedTree(() => misremembered);
    await utimes(join(root, "a.py"), 2, 2);
    expect((await look(wrong)).files).toEqual([{ path: "a.py", change: "modified" }]);
  });

  it("sees an edit that keeps size and modification time", async () => {
    await utimes(join(root, "a.py"), 1, 1);
    const known = await documentedTree();
    await writeFile(join(root, "a.py"), "a = 2\n");
    await utimes(join(root, "a.py"), 1, 1);
    expect((await look(known)).files).toEqual([{ path: "a.py", change: "modified" }]);
  });

  it("goes on saying what it has kept of a change, and says that it is undone", async () => {
    const known = await documentedTree();
    await writeFile(join(root, "a.py"), "a = 2\n");
    const change = [{ path: "a.py", change: "modified" }];
    const { files, seen = null } = await look(known);
    expect(files).toEqual(change);
    expect(await look({ ...known, seen })).toEqual({ files: change, seen: undefined });
    await writeFile(join(root, "a.py"), "a = 1\n");
    expect((await look({ ...known, seen })).files).toEqual([]);
  });

  it("trusts no time that is as young as the look at it", async () => {
    const { documented } = await documentedTree();
    const { seen = null } = await lookAtTree({ root, rules }, { documented, seen: null });
    expect([...(seen?.files.toMap((path) => documented.get(path)).values() ?? [])]).toEqual([
      null,
      null,
      null,
    ]);
    await writeFile(join(root, "d.py"), "d = 1\n");
    expect((await lookAtTree({ root, rules }, { documented, seen })).files).toEqual([
      { path: "d.py", change: "added" },
    ]);
  });

  it.each<[string, () => Promise<void>, { path: string; change: string }[]]>([
    ["an edit", () => writeFile(join(root, "a.py"), "a = 22\n"), [{ path: "a.py", change: "modified" }]],
    [
      "a new file in a folder",
      () => writeFile(join(root, "shop/d.py"), ""),
      [{ path: "shop/d.py", change: "added" }],
    ],
    ["a file that is gone", () => rm(join(root, "shop/b.py")), [{ path: "shop/b.py", change: "deleted" }]],
    [
      "a folder that is gone",
      () => rm(join(root, "shop"), { recursive: true }),
      ["shop/README.md", "shop/b.py"].map((path) => ({ path, change: "deleted" })),
    ],
    [
      "an ignore file",
      () => writeFile(join(root, ".gitignore"), "shop\n"),
      ["shop/README.md", "shop/b.py"].map((path) => ({ path, change: "deleted" })),
    ],
    [
      "a file that is no source any more",
      () => writeFile(join(root, "a.py"), "\0"),
      [{ path: "a.py", change: "deleted" }],
    ],
    [
      "a README that says something else",
      () => writeFile(join(root, "shop/README.md"), "# Shop\n\nSells plums and cherries to everybody.\n"),
      [{ path: "shop/README.md", change: "modified" }],
    ],
    [
      "a README in place of none",
      () => writeFile(join(root, "README.txt"), "All that a town needs to live.\n"),
      [{ path: "README.txt", change: "added" }],
    ],
    [
      "a README that is gone",
      () => rm(join(root, "shop/README.md")),
      [{ path: "shop/README.md", change: "deleted" }],
    ],
    [
      "what a README says to others than its folder's reader",
      () =>
        writeFile(
          join(root, "shop/README.md"),
          "# Shop\n\nSells apples and pears to everybody.\n\n## Install\n\nIt is done with a command.\n",
        ),
      [{ path: "shop/README.md", change: "modified" }],
    ],
    ["a file that counts for nothing", () => writeFile(join(root, "shop/d.png"), ""), []],
  ])("sees %s", async (_, change, expected) => {
    const known = await documentedTree();
    await change();
    expect((await look(known)).files).toEqual(expected);
  });

  it("asks for no README that an earlier version knew by its folder", async () => {
    const { documented, seen } = await documentedTree();
    const earlier = new Map([...documented.toMap(), ["shop/", misremembered]]);
    expect((await look({ documented: FileHashes.of(earlier), seen })).files).toEqual([]);
  });

  it("sees what an ignore file says that is edited in its place", async () => {
    await writeFile(join(root, ".gitignore"), "none\n");
    const known = await documentedTree();
    await writeFile(join(root, ".gitignore"), "a.py\n");
    expect((await look(known)).files).toEqual([{ path: "a.py", change: "deleted" }]);
  });
});
