import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { changedFiles, type LookedAt, lookAtTree } from "./look-at-tree.js";
import type { SeenTree } from "./standing-record.js";

/** By then every stamp tells one content from another. */
const later = { clock: { now: () => Date.now() + 10_000 } };
const rules = { include: [], exclude: [] };

function hashesIn(looked: LookedAt): Map<string, string> {
  const hashes = new Map<string, string>();
  looked.forEachFile((path, hash) => hashes.set(path, hash));
  return hashes;
}

describe("looking at a tree", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-look-"));
    await mkdir(join(root, "shop"));
    await writeFile(join(root, "a.py"), "a = 1\n");
    await writeFile(join(root, "shop/b.py"), "b = 1\n");
    await writeFile(join(root, "shop/c.png"), "");
  });
  afterEach(() => rm(root, { recursive: true }));

  const hashesOf = async (seen: SeenTree | null): Promise<Map<string, string>> => hashesIn(await look(seen));
  const look = (seen: SeenTree | null): ReturnType<typeof lookAtTree> =>
    lookAtTree({ root, rules }, seen, later);
  /** As if every file had been seen with another content: what is read says what is there. */
  const misremembered = (seen: SeenTree): SeenTree => ({
    ...seen,
    files: new Map([...seen.files].map(([path, file]) => [path, file && { ...file, hash: "misremembered" }])),
  });

  it("reads no file twice whose times and size are the same", async () => {
    const first = await look(null);
    expect([...hashesIn(first).keys()]).toEqual(["a.py", "shop/b.py"]);
    const second = await look(misremembered(first.seen));
    expect([...hashesIn(second).values()]).toEqual(["misremembered", "misremembered"]);
    expect(second.isNews).toBe(false);
  });

  it("reads a file whose times differ, and finds the same content", async () => {
    const first = await look(null);
    await utimes(join(root, "a.py"), 1, 1);
    const second = await hashesOf(misremembered(first.seen));
    expect(second.get("a.py")).toBe(hashesIn(first).get("a.py"));
    expect(second.get("shop/b.py")).toBe("misremembered");
  });

  it("sees an edit that keeps size and modification time", async () => {
    await utimes(join(root, "a.py"), 1, 1);
    const first = await look(null);
    await writeFile(join(root, "a.py"), "a = 2\n");
    await utimes(join(root, "a.py"), 1, 1);
    expect(changedFiles(hashesIn(first), await look(first.seen))).toEqual([
      { path: "a.py", change: "modified" },
    ]);
  });

  it("trusts no time that is as young as the look at it", async () => {
    const { seen } = await lookAtTree({ root, rules }, null);
    expect([...seen.files.values()]).toEqual([null, null]);
    await writeFile(join(root, "d.py"), "d = 1\n");
    expect(hashesIn(await lookAtTree({ root, rules }, seen)).has("d.py")).toBe(true);
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
      [{ path: "shop/b.py", change: "deleted" }],
    ],
    [
      "an ignore file",
      () => writeFile(join(root, ".gitignore"), "shop\n"),
      [{ path: "shop/b.py", change: "deleted" }],
    ],
    [
      "a file that is no source any more",
      () => writeFile(join(root, "a.py"), "\0"),
      [{ path: "a.py", change: "deleted" }],
    ],
    ["a file that counts for nothing", () => writeFile(join(root, "shop/d.png"), ""), []],
  ])("sees %s", async (_, change, expected) => {
    const first = await look(null);
    await change();
    expect(changedFiles(hashesIn(first), await look(first.seen))).toEqual(expected);
  });

  it("sees what an ignore file says that is edited in its place", async () => {
    await writeFile(join(root, ".gitignore"), "none\n");
    const first = await look(null);
    await writeFile(join(root, ".gitignore"), "a.py\n");
    expect(changedFiles(hashesIn(first), await look(first.seen))).toEqual([
      { path: "a.py", change: "deleted" },
    ]);
  });
});
