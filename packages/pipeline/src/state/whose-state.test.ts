import { execFileSync } from "node:child_process";
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { findStateDirectory, prepareStateDirectory } from "./state-directory.js";

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const refusal = { code: "STATE_NOT_OURS", advice: expect.stringContaining("--state-dir") };
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe("whose a state directory is", () => {
  let base: string;
  let root: string;
  let state: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "stemma-whose-"));
    root = join(base, "tree");
    state = join(root, ".stemma");
    await mkdir(root);
  });
  afterEach(async () => {
    await rm(base, { recursive: true });
  });

  /** As versions before there were seals left it. */
  async function formerState(directory: string, of = root): Promise<void> {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, "format.json"), `${JSON.stringify({ format: 1, root: of })}\n`);
    await writeFile(join(directory, ".gitignore"), "*\n");
    await writeFile(join(directory, "graph.sqlite"), "");
  }
  async function expectNotTaken(directory = state, stateDir?: string): Promise<void> {
    const before = await readFile(join(directory, "format.json"), "utf8");
    await expect(prepareStateDirectory(root, stateDir)).rejects.toMatchObject(refusal);
    await expect(findStateDirectory(root, stateDir)).rejects.toMatchObject(refusal);
    expect(await readFile(join(directory, "format.json"), "utf8")).toBe(before);
  }
  const git = (...args: string[]): void => void execFileSync("git", args, { cwd: root, stdio: "ignore" });

  it("takes no directory that holds somebody else's files, and overwrites none of them", async () => {
    await writeFile(join(root, ".gitignore"), "node_modules\n");
    await expect(prepareStateDirectory(root, ".")).rejects.toMatchObject(refusal);
    await expect(prepareStateDirectory(root, "..")).rejects.toMatchObject(refusal);
    expect(await readFile(join(root, ".gitignore"), "utf8")).toBe("node_modules\n");
    await mkdir(join(base, "notes"));
    await writeFile(join(base, "notes", "a.txt"), "mine");
    await chmod(join(base, "notes"), 0o755);
    await expect(prepareStateDirectory(root, join(base, "notes"))).rejects.toMatchObject(refusal);
    expect(await modeOf(join(base, "notes"))).toBe(0o755);
  });

  it("takes an empty directory, and what a run that was killed at the very beginning left", async () => {
    await mkdir(join(base, "empty"), { mode: 0o755 });
    await prepareStateDirectory(root, join(base, "empty"));
    expect(await modeOf(join(base, "empty"))).toBe(0o700);
    await mkdir(state);
    await writeFile(join(state, "format.json.new"), "{");
    await writeFile(join(state, ".gitignore"), "# mine\n");
    await prepareStateDirectory(root);
    expect(await readFile(join(state, ".gitignore"), "utf8")).toBe("# mine\n");
  });

  it("follows no link of the tree, at the end of the way or in it, and one that the user named", async () => {
    await formerState(join(base, "elsewhere"));
    await symlink(join(base, "elsewhere"), state);
    await expectNotTaken();
    await symlink(base, join(root, "way"));
    await expectNotTaken(join(base, "elsewhere"), "way/elsewhere");
    await mkdir(join(base, "new"));
    await expect(prepareStateDirectory(root, "way/new")).rejects.toMatchObject(refusal);
    await symlink(join(base, "new"), join(base, "link"));
    expect((await prepareStateDirectory(root, join(base, "link"))).directory).toBe(join(base, "link"));
  });

  it("goes on with one of a former version, which then bears a seal", async () => {
    await formerState(state);
    expect(await findStateDirectory(root)).toMatchObject({ root });
    await prepareStateDirectory(root);
    expect(JSON.parse(await readFile(join(state, "format.json"), "utf8"))).toMatchObject({
      format: 1,
      root,
      seal: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await rename(root, join(base, "moved"));
    expect(await findStateDirectory(join(base, "moved"))).toMatchObject({ root: join(base, "moved") });
  });

  it("does not take one that was made for another tree", async () => {
    for (const other of ["/home/somebody/project", "/proc/self/cwd", "."]) {
      await formerState(state, other);
      await expectNotTaken();
    }
  });

  it("does not take one that git has brought, nor one with links in it", async () => {
    await formerState(state);
    git("init", "--quiet");
    git("add", "--force", ".stemma");
    await expectNotTaken();
    await rm(join(root, ".git"), { recursive: true });
    await symlink("/etc", join(state, "chroma"));
    await expectNotTaken();
  });

  it("does not take a seal that another user has made", async () => {
    await prepareStateDirectory(root);
    const theirs = { format: 1, root: "/elsewhere", id: "00", seal: "0".repeat(64), isAlone: true };
    await writeFile(join(state, "format.json"), JSON.stringify(theirs));
    await expectNotTaken();
  });

  it("takes what the user trusts, and seals it", async () => {
    await formerState(state, "/elsewhere");
    await prepareStateDirectory(root, undefined, { isTrusted: true });
    expect(await findStateDirectory(root)).toMatchObject({ root });
  });

  it("does not take another user's", async () => {
    await prepareStateDirectory(root);
    // Without root's rights the directory is its owner's, whoever asks: then the question is asked by another one.
    if (isRoot) execFileSync("chown", [String(nobody), state]);
    const asked = Object.getOwnPropertyDescriptor(process, "geteuid");
    if (!isRoot) Object.defineProperty(process, "geteuid", { value: () => nobody, configurable: true });
    try {
      await expectNotTaken();
    } finally {
      if (asked !== undefined) Object.defineProperty(process, "geteuid", asked);
    }
  });

  it("is private whatever the umask, and whatever it was before", async () => {
    const umask = process.umask(0);
    try {
      await formerState(state);
      await mkdir(join(state, "history"));
      await writeFile(join(state, "history", "working-copy.sqlite"), "");
      await prepareStateDirectory(root);
      await prepareStateDirectory(root, join(base, "state/deep"));
    } finally {
      process.umask(umask);
    }
    expect(await modeOf(state)).toBe(0o700);
    expect(await modeOf(join(state, "history"))).toBe(0o700);
    for (const file of ["format.json", ".gitignore", "graph.sqlite", "history/working-copy.sqlite"])
      expect({ file, mode: await modeOf(join(state, file)) }).toEqual({ file, mode: 0o600 });
    expect(await modeOf(join(base, "state/deep"))).toBe(0o700);
  });

  it("lets the modes of a folder alone that it shares with the user's files", async () => {
    await formerState(join(base, "shared"));
    await writeFile(join(base, "shared", "mine.txt"), "", { mode: 0o644 });
    await prepareStateDirectory(root, join(base, "shared"));
    expect(await modeOf(join(base, "shared", "mine.txt"))).toBe(0o644);
  });

  it("opens a copy that was made with everything, since the seal goes with it", async () => {
    await prepareStateDirectory(root);
    await cp(root, join(base, "copy"), { recursive: true });
    expect(await findStateDirectory(join(base, "copy"))).toMatchObject({ root: join(base, "copy") });
  });

  it("is begun by several at the same time", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => prepareStateDirectory(root)));
    expect(new Set(made.map(({ directory }) => directory)).size).toBe(1);
    expect(await findStateDirectory(root)).toMatchObject({ root });
    expect((await readdir(state)).sort()).toEqual([".gitignore", "format.json"]);
  });

  it("ends below /proc", async () => {
    await expect(prepareStateDirectory(root, "/proc/no/such/place")).rejects.toMatchObject({
      code: "STATE_NOT_WRITABLE",
    });
  });
});
