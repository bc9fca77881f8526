// How long it takes to say where the index stands to a tree of 10,000 files, beside `git status` of the same tree. Each figure
// is the median of runs in processes of their own, whose modules are loaded by then. `--files <n>`, `--runs <n>`.
import { execFileSync, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { files: { type: "string", default: "10000" }, runs: { type: "string", default: "9" } },
});
const [files, runs] = [Number(values.files), Number(values.runs)];
const root = mkdtempSync(join(tmpdir(), "stemma-standing-"));
const pathOf = (index) => join(root, `p${index % 20}`, `d${index % 400}`, `f${index}.py`);
const textOf = (index) => `def f${index}():\n    """Says ${index}."""\n    return ${index}\n`;

try {
  for (let index = 0; index < files; index++) {
    mkdirSync(join(pathOf(index), ".."), { recursive: true });
    writeFileSync(pathOf(index), textOf(index));
  }
  for (const args of [
    ["init", "--quiet"],
    ["add", "."],
    ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "a"],
  ])
    execFileSync("git", args, { cwd: root });
  await inChild("begin");
  // Times as young as the look at them are not believed.
  await sleep(2_500);
  await inChild("ask");
  await report("nothing changed");
  for (let index = 0; index < 10; index++) writeFileSync(pathOf(index * 7), `${textOf(index * 7)}# edited\n`);
  await report("10 files edited");
  writeFileSync(join(root, "p1", "new.py"), "x = 1\n");
  await report("a file more");
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function report(title) {
  const ours = [];
  const gits = [];
  for (let run = 0; run < runs; run++) {
    ours.push(await inChild("ask"));
    const start = performance.now();
    execFileSync("git", ["status", "--porcelain"], { cwd: root });
    gits.push(performance.now() - start);
  }
  const { changed } = ours[0];
  const [own, bare, git] = [ours.map((each) => each.milliseconds), ours.map((each) => each.bare), gits].map(
    median,
  );
  console.log(
    `${title.padEnd(18)} ${files} files: standing ${own.toFixed(1)} ms (${changed} differ), lstat of each alone ${bare.toFixed(1)} ms, git status ${git.toFixed(1)} ms`,
  );
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}

function inChild(task) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("ask.mjs", import.meta.url)), [task, root]);
    child.once("message", resolve);
    child.once("exit", (code) => code && reject(new Error(`${task} ended with ${code}`)));
  });
}
