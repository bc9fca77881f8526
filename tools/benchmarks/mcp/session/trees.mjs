// The trees as real git repositories, in a folder that goes away: `main` as it was published, and the branches.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  fetchGoModule,
  fetchJavaSources,
  fetchNpmPackage,
} from "../../code-graph/compilers/fetch-projects.mjs";
import { branches, editedTexts } from "./branches.mjs";

/** Copies a tree's sources below `folder` and makes its repository, with the branches that `tasks` speak of; what is there stays. */
export function makeTree(name, tree, folder, tasks) {
  const root = join(folder, name);
  if (!existsSync(root)) {
    cpSync(sourcesOf(tree), root, { recursive: true });
    execFileSync("chmod", ["-R", "u+w", root]);
    git(root, "init", "--quiet", "--initial-branch=main");
    commitAll(root, "As published");
  }
  const known = git(root, "branch", "--format=%(refname:short)").split("\n");
  for (const { branch } of tasks.filter((task) => task.tree === name && task.branch)) {
    if (known.includes(branch)) continue;
    switchTo(root, "main", "--create", branch);
    const read = (path) => readFileSync(join(root, path), "utf8");
    for (const [path, text] of editedTexts(branches[branch], read)) writeFileSync(join(root, path), text);
    commitAll(root, branch);
  }
  switchTo(root, "main");
  return root;
}

function sourcesOf({ npm, go, maven, folder }) {
  if (npm) return join(fetchNpmPackage(npm), folder);
  return go ? fetchGoModule(go) : fetchJavaSources(maven);
}

export function git(root, ...args) {
  const named = ["-c", "user.name=session", "-c", "user.email=session@localhost"];
  return execFileSync("git", [...named, ...args], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
}

/** To a branch, or by `--create` to a new one from it. */
export function switchTo(root, branch, ...create) {
  git(root, "switch", "--quiet", branch);
  if (create.length > 0) git(root, "switch", "--quiet", ...create);
}

function commitAll(root, message) {
  git(root, "add", "--all");
  git(root, "commit", "--quiet", `--message=${message}`);
}
