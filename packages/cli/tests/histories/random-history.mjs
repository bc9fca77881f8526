// One random history of a small tree: branches, edits by function, renames, merges; and what a step of it does in git.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const identity = { NAME: "Ada", EMAIL: "ada@example.org" };
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  ...Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((who) =>
      Object.entries(identity).map(([key, value]) => [`GIT_${who}_${key}`, value]),
    ),
  ),
};

/** What git says in a directory. */
export function git(cwd, ...args) {
  return execFileSync("git", args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

/** A tree whose files are lists of functions, and the branches of which it has been on. */
export class RandomHistory {
  constructor(root, random) {
    this.root = root;
    this.random = random;
    this.made = 0;
    this.files = new Map([
      ["a.py", [this.#define("one"), this.#define("two")]],
      ["shop/b.py", [this.#define("three")]],
      ["shop/c.py", [this.#define("four"), this.#define("five", ["four"])]],
    ]);
    this.branches = ["main"];
    git(root, "init", "--quiet", "--initial-branch", "main");
    this.#commit("begin");
  }

  get branch() {
    return git(this.root, "symbolic-ref", "--short", "HEAD");
  }

  /** Does something; says what. */
  step() {
    const kinds = [
      "edit",
      "edit",
      "edit",
      "add",
      "remove",
      "rename",
      "move",
      "begin",
      "goTo",
      "merge",
      "merge",
    ];
    return this[this.#pick(kinds)]();
  }

  edit() {
    const [path, functions] = this.#pick([...this.files]);
    const of = this.#pick(functions);
    if (of === undefined) return this.add();
    of.version = this.#next();
    return this.#commit(`edit ${path}#${of.name}`);
  }

  add() {
    const [path, functions] = this.#pick([...this.files]);
    const callees = functions.slice(0, 1).map(({ name }) => name);
    const added = this.#define(`f${this.#next()}_${this.branch}`, callees);
    functions.splice(this.random.below(functions.length + 1), 0, added);
    return this.#commit(`add ${path}#${added.name}`);
  }

  remove() {
    const [path, functions] = this.#pick([...this.files]);
    if (functions.length < 2) return this.edit();
    const [gone] = functions.splice(this.random.below(functions.length), 1);
    return this.#commit(`remove ${path}#${gone.name}`);
  }

  rename() {
    const [path, functions] = this.#pick([...this.files]);
    const of = this.#pick(functions);
    if (of === undefined) return this.add();
    const before = of.name;
    of.name = `r${this.#next()}_${this.branch}`;
    return this.#commit(`rename ${path}#${before} to ${of.name}`);
  }

  move() {
    const [path, functions] = this.#pick([...this.files]);
    const to = `${this.#pick(["", "shop/", "store/"])}m${this.#next()}.py`;
    this.files.delete(path);
    this.files.set(to, functions);
    git(this.root, "rm", "--quiet", "--cached", path);
    execFileSync("rm", [join(this.root, path)]);
    return this.#commit(`move ${path} to ${to}`);
  }

  goTo() {
    const to = this.#pick(this.branches);
    git(this.root, "switch", "--quiet", to);
    this.#read();
    return `switch to ${to}`;
  }

  merge() {
    const other = this.#pick(this.branches.filter((name) => name !== this.branch));
    if (other === undefined) return this.edit();
    try {
      git(this.root, "merge", "--quiet", "--no-edit", other);
    } catch {
      git(this.root, "merge", "--abort");
      return `merge of ${other} given up`;
    }
    this.#read();
    return `merge ${other} into ${this.branch}`;
  }

  begin() {
    const name = `b${this.#next()}`;
    git(this.root, "switch", "--quiet", "--create", name);
    this.branches.push(name);
    return `begin ${name}`;
  }

  #define(name, calls = []) {
    return { name, version: 0, calls };
  }

  #next() {
    this.made += 1;
    return this.made;
  }

  #pick(list) {
    return list[this.random.below(list.length)];
  }

  #commit(what) {
    for (const [path, functions] of this.files) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), functions.map(textOf).join("\n\n"));
    }
    git(this.root, "add", "--all");
    git(this.root, "commit", "--quiet", "--allow-empty", "--message", what);
    return what;
  }

  /** The tree as git has made it. */
  #read() {
    const paths = git(this.root, "ls-files", "*.py").split("\n").filter(Boolean);
    this.files = new Map(paths.map((path) => [path, functionsIn(git(this.root, "show", `HEAD:${path}`))]));
  }
}

function textOf({ name, version, calls }) {
  const called = calls.map((callee) => `    ${callee}()\n`).join("");
  return `def ${name}():\n    """Says ${name}, version ${version}."""\n${called}    return ${version}\n`;
}

function functionsIn(text) {
  return [...text.matchAll(/def (\w+)\(\):\n {4}"""Says .*?, version (\d+)\."""\n((?: {4}\w+\(\)\n)*)/g)].map(
    ([, name, version, calls]) => ({
      name,
      version: Number(version),
      calls: [...calls.matchAll(/(\w+)\(\)/g)].map(([, callee]) => callee),
    }),
  );
}
