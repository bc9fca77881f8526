// Runs once more what failed in a run of the tests, and nothing else: `node tools/ci/again.mjs LOG`, LOG being what nx printed.
// Of a package whose jest failed these are the files that failed, and what its script runs after jest; everything else that
// failed runs whole. Exit code 1 when something fails again.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { failedRuns } from "./failed-runs.mjs";

const workspace = fileURLToPath(new URL("../..", import.meta.url));

/** @param {string} command @param {string[]} args */
function passes(command, args, cwd = workspace) {
  console.log(`\n› ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { cwd, stdio: "inherit" }).status === 0;
}

/** Whether the tests of a package pass whose files `files` failed. @param {string} directory @param {string[]} files */
function packagePasses(directory, files) {
  const { scripts } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  // "jest && ../../.venv/bin/pytest python": what comes after jest did not run when it failed.
  const [[, ...options], ...following] = scripts.test
    .split(" && ")
    .map((/** @type {string} */ command) => command.split(" "));
  const isRight = passes("npx", ["jest", ...options, "--runTestsByPath", ...files], directory);
  return following.every(([command, ...args]) => passes(command, args, directory)) && isRight;
}

const { tasks, files } = failedRuns(process.argv[2]);
let isRight = tasks.length > 0;
for (const task of tasks) {
  const [project, target] = task.split(":");
  const name = project.replace("@stemma/", "");
  const directory = join(workspace, "packages", name);
  const failed = files.get(name) ?? [];
  const knowsFiles = target === "test" && failed.length > 0 && existsSync(directory);
  isRight = (knowsFiles ? packagePasses(directory, failed) : passes("npx", ["nx", "run", task])) && isRight;
}
process.exitCode = isRight ? 0 : 1;
