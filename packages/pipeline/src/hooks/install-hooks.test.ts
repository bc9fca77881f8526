import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { prepareStateDirectory, type StateDirectory } from "../state/state-directory.js";
import { hooksStatus } from "./hooks-status.js";
import { installHooks, removeHooks } from "./install-hooks.js";

const isRoot = process.getuid?.() === 0;

/** Everything below a folder, with bytes, modes and links. */
function snapshot(directory: string): Record<string, string> {
  const names = existsSync(directory) ? readdirSync(directory, { recursive: true, encoding: "utf8" }) : [];
  return Object.fromEntries(
    names.sort().map((name) => {
      const stat = lstatSync(join(directory, name));
      if (stat.isSymbolicLink()) return [name, `link ${readlinkSync(join(directory, name))}`];
      const content = stat.isFile() ? readFileSync(join(directory, name)).toString("hex") : "folder";
      return [name, `${(stat.mode & 0o7777).toString(8)} ${content}`];
    }),
  );
}

describe("git's hooks", () => {
  let base: string;
  let root: string;
  let state: StateDirectory;
  beforeEach(async () => {
    base = mkdtempSync(join(tmpdir(), "stemma-hooks-"));
    root = join(base, "a tree's ü");
    mkdirSync(root);
    git("init", "--quiet", "--initial-branch", "main");
    write("a.txt", "a\n");
    git("add", ".");
    git("commit", "--quiet", "--message", "begin");
    state = await prepareStateDirectory(root);
  });
  // What a hook has begun in the background may write its note meanwhile.
  afterEach(() => rmSync(base, { recursive: true, maxRetries: 10, retryDelay: 100 }));

  const inTree = (...path: readonly string[]): string => join(root, ...path);
  function write(path: string, content: string, mode = 0o644): void {
    mkdirSync(dirname(inTree(path)), { recursive: true });
    writeFileSync(inTree(path), content);
    chmodSync(inTree(path), mode);
  }
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    ...{ GIT_AUTHOR_NAME: "Ada", GIT_AUTHOR_EMAIL: "a@example.org" },
    ...{ GIT_COMMITTER_NAME: "Ada", GIT_COMMITTER_EMAIL: "a@example.org" },
  };
  function git(...args: readonly string[]): string {
    return execFileSync("git", args, {
      cwd: root,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  }
  /** A program in place of the command: notes how it was called. */
  function program(then = ""): { node: string; script: string } {
    const script = join(base, "it's the command.mjs");
    const told = `{ args: process.argv.slice(2), cwd: process.cwd(), pid: process.pid, git: process.env.GIT_DIR ?? null }`;
    writeFileSync(
      script,
      `import { appendFileSync } from "node:fs";\nappendFileSync(${JSON.stringify(join(base, "calls"))}, JSON.stringify(${told}) + "\\n");\n${then}\n`,
    );
    return { node: process.execPath, script };
  }
  const install = (given = program()): ReturnType<typeof installHooks> =>
    installHooks(state, { program: given, flags: {}, allowSpend: false });
  /** What the program was called with, when it was called that often. */
  async function calls(count: number): Promise<readonly Record<string, unknown>[]> {
    for (;;) {
      const text = existsSync(join(base, "calls")) ? readFileSync(join(base, "calls"), "utf8") : "";
      const lines = text.split("\n").slice(0, -1);
      if (lines.length >= count) return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      await wait(20);
    }
  }

  it("begin the command in the background after commits, switches, merges and rebases, in the worktree it happened in", async () => {
    await install();
    expect(await hooksStatus(state)).toMatchObject({ isInstalled: true, missing: [], missingProgram: null });
    git("commit", "--quiet", "--allow-empty", "--message", "more");
    git("switch", "--quiet", "--create", "topic", "HEAD~1");
    git("commit", "--quiet", "--allow-empty", "--message", "topic");
    git("merge", "--quiet", "--no-edit", "main");
    git("commit", "--quiet", "--amend", "--message", "amended");
    const beside = join(base, "worktree");
    git("worktree", "add", "--quiet", beside, "main");
    const events = (await calls(7)).map(({ args, cwd, git: directory }) => [args, cwd, directory]);
    const called = (name: string, cwd: string): unknown => [["hooks", "run", name], cwd, null];
    const post = (name: string): unknown => called(`post-${name}`, root);
    expect(events).toHaveLength(7);
    expect(events).toEqual(
      expect.arrayContaining([
        ...["commit", "checkout", "merge", "rewrite"].map(post),
        called("post-checkout", beside),
      ]),
    );
  });

  it("never hold git up or fail it, whatever the command does", async () => {
    const commit = (): [number | null, boolean] => {
      const start = performance.now();
      const { status } = spawnSync("git", ["commit", "--quiet", "--allow-empty", "--message", "x"], {
        cwd: root,
        env,
        // Whoever began git waits until its output is closed.
        stdio: ["ignore", "pipe", "pipe"],
      });
      return [status, performance.now() - start < 10_000];
    };
    await install(program("setTimeout(() => undefined, 30_000);"));
    expect(commit()).toEqual([0, true]);
    const [sleeper] = await calls(1);
    expect(sleeper).toBeDefined();
    await install(program("throw new Error();"));
    expect(commit()).toEqual([0, true]);
    await install({ node: join(base, "gone"), script: join(base, "gone.mjs") });
    expect(commit()).toEqual([0, true]);
    expect(await hooksStatus(state)).toMatchObject({
      isInstalled: false,
      missingProgram: join(base, "gone"),
    });
    rmSync(inTree(".git/stemma"), { recursive: true });
    expect(commit()).toEqual([0, true]);
    process.kill(sleeper?.["pid"] as number);
  });

  it.each<[string, () => void]>([
    ["none", () => undefined],
    ["no folder of hooks", () => rmSync(inTree(".git/hooks"), { recursive: true, force: true })],
    ["a shell's", () => write(".git/hooks/post-commit", "#!/bin/sh -e\necho own >> ../own\n", 0o755)],
    [
      "one without a line feed at its end",
      () => write(".git/hooks/post-commit", "#!/bin/sh\necho own >> ../own", 0o751),
    ],
    ["one that only names its shell", () => write(".git/hooks/post-commit", "#!/usr/bin/env bash\n", 0o700)],
    [
      "one in bytes of no encoding",
      () =>
        writeFileSync(inTree(".git/hooks/post-commit"), Buffer.from("232f62696e2f7368ff0afe00", "hex"), {
          mode: 0o755,
        }),
    ],
    ["another language's", () => write(".git/hooks/post-commit", "#!/usr/bin/env node\n", 0o755)],
    ["one without a shebang", () => write(".git/hooks/post-commit", "echo own >> ../own\n", 0o755)],
    [
      "one that git does not run",
      () => write(".git/hooks/post-commit", "#!/bin/sh\necho own >> ../own\n", 0o644),
    ],
    [
      "a link",
      () => {
        write("scripts/hook", "#!/bin/sh\necho own >> ../own\n", 0o755);
        symlinkSync("../../scripts/hook", inTree(".git/hooks/post-commit"));
      },
    ],
    [
      "husky's",
      () => {
        git("config", "core.hooksPath", ".husky/_");
        write(".husky/_/post-commit", `#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n`, 0o755);
        write(".husky/_/h", `n=$(basename "$0"); s=$(dirname "$(dirname "$0")")/$n\nsh -e "$s" "$@"\n`);
        write(".husky/post-commit", "echo own >> ../own\n");
      },
    ],
  ])("are as before after removing, byte for byte: %s", async (_, prepare) => {
    mkdirSync(inTree(".git/hooks"), { recursive: true });
    prepare();
    const runsOwn = (): string => {
      rmSync(join(base, "own"), { force: true });
      git("commit", "--quiet", "--allow-empty", "--message", "x");
      return existsSync(join(base, "own")) ? readFileSync(join(base, "own"), "utf8") : "";
    };
    const own = runsOwn();
    const before = [snapshot(inTree(".git/hooks")), snapshot(inTree(".husky"))];
    const config = readFileSync(inTree(".git/config"));
    await install();
    expect(runsOwn()).toBe(own);
    await calls(1);
    // Again: nothing is added twice.
    await install();
    expect(runsOwn()).toBe(own);
    expect(await calls(2)).toHaveLength(2);
    expect(await removeHooks(state)).toMatchObject({ leftAside: [] });
    expect([snapshot(inTree(".git/hooks")), snapshot(inTree(".husky"))]).toEqual(before);
    expect(readFileSync(inTree(".git/config")).equals(config)).toBe(true);
    expect(existsSync(inTree(".git/stemma"))).toBe(false);
    expect(runsOwn()).toBe(own);
  });

  it("give a hook that was there its arguments, its input and its say", async () => {
    write(".git/hooks/post-checkout", `#!/bin/sh\necho "$#" > ../own\nwait\nexit 7\n`, 0o755);
    write(".git/hooks/post-rewrite", "#!/usr/bin/env -S cat -\n", 0o755);
    const begin = (name: string): number | null =>
      spawnSync("git", ["switch", "--quiet", "--create", name], { cwd: root, env }).status;
    const before = begin("one");
    expect(before).not.toBe(0);
    rmSync(join(base, "own"));
    await install(program("setTimeout(() => undefined, 2_000);"));
    expect(begin("two")).toBe(before);
    expect(readFileSync(join(base, "own"), "utf8")).toBe("3\n");
    const { stderr, stdout } = spawnSync(
      "git",
      ["commit", "--quiet", "--amend", "--allow-empty", "--message", "new"],
      { cwd: root, env, encoding: "utf8" },
    );
    expect(`${stdout}${stderr}`).toContain(git("rev-parse", "HEAD").trim());
  });

  it("keep what others wrote into them meanwhile, and tell of what another program has put in their place", async () => {
    write(".git/hooks/post-merge", "#!/usr/bin/env node\n", 0o755);
    await install();
    const commit = readFileSync(inTree(".git/hooks/post-commit"), "utf8");
    write(".git/hooks/post-commit", `${commit}echo more\n`, 0o755);
    write(".git/hooks/post-merge", "#!/bin/sh\necho new\n", 0o755);
    expect(await hooksStatus(state)).toMatchObject({ isInstalled: false, missing: ["post-merge"] });
    expect(await removeHooks(state)).toMatchObject({
      leftAside: [inTree(".git/hooks/stemma-kept/post-merge")],
    });
    expect(readFileSync(inTree(".git/hooks/post-commit"), "utf8")).toBe("#!/bin/sh\necho more\n");
    expect(readFileSync(inTree(".git/hooks/post-merge"), "utf8")).toBe("#!/bin/sh\necho new\n");
  });

  it("serve several trees of a repository, and repositories that share a folder of hooks, until the last one is removed", async () => {
    const shared = join(base, "shared");
    mkdirSync(shared);
    git("config", "core.hooksPath", shared);
    mkdirSync(inTree("inner"));
    const inner = await prepareStateDirectory(inTree("inner"));
    const other = join(base, "other");
    execFileSync("git", ["init", "--quiet", other], { env });
    execFileSync("git", ["config", "core.hooksPath", shared], { cwd: other, env });
    const elsewhere = await prepareStateDirectory(other);
    for (const each of [state, inner, elsewhere])
      await installHooks(each, { program: program(), flags: {}, allowSpend: false });
    await removeHooks(inner);
    expect(await hooksStatus(inner)).toMatchObject({ isInstalled: false });
    await removeHooks(state);
    expect(await hooksStatus(state)).toMatchObject({ isInstalled: false });
    expect(await hooksStatus(elsewhere)).toMatchObject({ isInstalled: true });
    git("commit", "--quiet", "--allow-empty", "--message", "nobody's");
    await removeHooks(elsewhere);
    expect(readdirSync(shared)).toEqual([]);
    expect(existsSync(join(base, "calls"))).toBe(false);
  });

  it("are refused where there is no repository, or nothing can be written, and nothing is changed", async () => {
    const none = await prepareStateDirectory(mkdtempSync(join(base, "none-")));
    await expect(
      installHooks(none, { program: program(), flags: {}, allowSpend: false }),
    ).rejects.toMatchObject({ code: "HOOKS_NO_REPOSITORY" });
    mkdirSync(inTree(".git/hooks/post-rewrite"), { recursive: true });
    const before = snapshot(inTree(".git/hooks"));
    await expect(install()).rejects.toMatchObject({ code: "HOOKS_UNUSABLE" });
    write("file", "");
    git("config", "core.hooksPath", isRoot ? "/proc/hooks" : "/hooks");
    await expect(install()).rejects.toMatchObject({ code: "HOOKS_UNUSABLE" });
    git("config", "core.hooksPath", "file/hooks");
    await expect(install()).rejects.toMatchObject({ code: "HOOKS_UNUSABLE" });
    expect(snapshot(inTree(".git/hooks"))).toEqual(before);
    expect(existsSync(inTree(".git/stemma"))).toBe(false);
  });
});
