import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A tree that tries what a tree can, in a folder of its own. */
export interface HostileTree {
  readonly base: string;
  readonly root: string;
  /** Is there as soon as a program of the tree was run. */
  readonly mark: string;
  remove(): Promise<void>;
}

/** What a terminal would obey: title, link, clipboard, screen, 8-bit introducer, direction. */
const commands = "\x1b]0;pwned\x07\x1b]8;;http://x\x1b\\l\x1b]8;;\x1b\\\x1b]52;c;eA==\x07\x1b[2J\x9b2J\u202e";

const build: Readonly<Record<string, (tree: HostileTree) => Promise<void> | void>> = {
  "pipes and devices in the places of files": async ({ root }) => {
    for (const name of [".gitignore", ".stemmaignore", "package.json", "pipe.py"])
      execFileSync("mkfifo", [join(root, name)]);
    await symlink("/dev/zero", join(root, "zero.py"));
    await symlink("/dev/zero", join(root, "tsconfig.json"));
    await symlink("..", join(root, "loop"));
    await symlink("/", join(root, "out"));
  },
  "a pipe for a configuration": ({ root }) => {
    execFileSync("mkfifo", [join(root, "stemma.config.json")]);
  },
  "names and texts that a terminal obeys": async ({ root }) => {
    const folder = join(root, `f\x1b[31m\n\x9bx`);
    await mkdir(folder);
    await writeFile(
      join(folder, "a\x07\r\nstemma: all is well.py"),
      `def greet_x():\n    """Greets ${commands} the reader."""\n    return other()\n`,
    );
  },
  "programs and addresses in its configuration": async ({ root, mark }) => {
    const run = `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(mark)}, "");`;
    await writeFile(join(root, "stemma.config.js"), `${run}\nexport default {};\n`);
    await writeFile(join(root, "stemma.config.mjs"), `${run}\nexport default {};\n`);
    await program(join(root, ".venv/bin/python"), mark);
    await writeFile(join(root, ".venv/pyvenv.cfg"), "home = /usr/bin\n");
    await program(join(root, "git"), mark);
  },
  "settings that reach outside": async ({ base, root }) => {
    await writeFile(
      join(root, "stemma.config.json"),
      JSON.stringify({
        stateDir: "../elsewhere",
        venv: "./.venv",
        chroma: "http://127.0.0.1:9/",
        graph: "bolt://127.0.0.1:9",
        versions: `dolt:${join(base, "dolt")}`,
        llm: {
          provider: "openai-compatible",
          model: "m",
          baseUrl: "http://127.0.0.1:9/v1",
          cache: "../cache",
        },
      }),
    );
  },
  "a repository that names programs": async ({ root, mark }) => {
    const git = (...args: string[]): void => void execFileSync("git", args, { cwd: root, stdio: "ignore" });
    git("init", "--quiet", "--initial-branch", "main");
    git("add", ".");
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "begin");
    for (const key of ["core.fsmonitor", "core.pager", "core.sshCommand", "filter.x.clean", "diff.external"])
      git("config", key, `touch ${mark}; cat`);
    await writeFile(join(root, ".git/info/attributes"), "* filter=x diff=x\n");
    for (const hook of ["post-index-change", "pre-commit", "reference-transaction"])
      await program(join(root, ".git/hooks", hook), mark);
    await writeFile(join(root, "a.py"), "def changed(): pass\n");
  },
  "a state directory that it ships": async ({ root, mark }) => {
    await mkdir(join(root, ".stemma"));
    const config = { venv: join(root, ".venv"), llm: { provider: "extractive" } };
    await writeFile(join(root, ".stemma/format.json"), JSON.stringify({ format: 1, root: "/home/x" }));
    await writeFile(
      join(root, ".stemma/last-run.json"),
      JSON.stringify({ outcome: "failed", startedAt: "x", endedAt: null, leftNodes: 1, config }),
    );
    await program(join(root, ".venv/bin/python"), mark);
    await symlink("/etc/passwd", join(root, ".stemma/graph.sqlite"));
  },
  "a state directory that is a link": async ({ base, root }) => {
    await mkdir(join(base, "target"));
    await writeFile(join(base, "target/format.json"), JSON.stringify({ format: 1, root }));
    await symlink("../target", join(root, ".stemma"));
  },
};

/** The trees that {@link createHostileTree} makes, with the exit code of documenting them. */
export const hostileTrees: readonly (readonly [name: string, documented: number])[] = [
  ["pipes and devices in the places of files", 3],
  ["a pipe for a configuration", 2],
  ["names and texts that a terminal obeys", 0],
  ["programs and addresses in its configuration", 0],
  ["settings that reach outside", 0],
  ["a repository that names programs", 0],
  ["a state directory that it ships", 2],
  ["a state directory that is a link", 2],
];

export async function createHostileTree(name: string): Promise<HostileTree> {
  const base = await mkdtemp(join(tmpdir(), "stemma-hostile-"));
  const root = join(base, "tree");
  const tree = {
    base,
    root,
    mark: join(base, "was-run"),
    remove: () => rm(base, { recursive: true, force: true }),
  };
  await mkdir(root);
  await writeFile(join(root, "a.py"), "def plain():\n    '''A plain function.'''\n");
  await build[name]?.(tree);
  return tree;
}

async function program(path: string, mark: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\ntouch ${mark}\nexit 1\n`);
  await chmod(path, 0o755);
}
