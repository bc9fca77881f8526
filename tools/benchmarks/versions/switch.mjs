// How long `switch` takes between two branches of a documented tree that differ in some nodes, in one process: the index is moved, the
// graph brought along, nothing is asked of a model or an embedder (counted: both refuse). `--nodes <n>`, `--changed <n>`, `--runs <n>`.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { StemmaProject } from "@stemma/pipeline";

const { values } = parseArgs({
  options: {
    nodes: { type: "string", default: "5000" },
    changed: { type: "string", default: "50" },
    runs: { type: "string", default: "5" },
  },
});
const [nodes, changed, runs] = [values.nodes, values.changed, values.runs].map(Number);
const A_FILE = 20;
const root = mkdtempSync(join(tmpdir(), "stemma-switch-"));
const identity = ["-c", "user.name=a", "-c", "user.email=a@b.c"];
const git = (...args) => execFileSync("git", [...identity, ...args], { cwd: root, stdio: "ignore" });

try {
  writeFiles("main");
  git("init", "--quiet", "--initial-branch", "main");
  await commitAndDocument();
  git("switch", "--quiet", "--create", "feature");
  writeFiles("feature");
  await commitAndDocument();
  for (let run = 0; run < runs; run++) {
    for (const branch of ["main", "feature"]) {
      git("switch", "--quiet", branch);
      await timed(branch);
    }
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}

function writeFiles(branch) {
  for (let file = 0; file * A_FILE < nodes; file++) {
    mkdirSync(join(root, `p${file % 10}`), { recursive: true });
    const functions = Array.from({ length: A_FILE }, (_, place) => {
      const number = file * A_FILE + place;
      // Spread over the files, as edits are.
      const isChanged = branch === "feature" && number % Math.ceil(nodes / changed) === 0;
      return `def f${number}():\n    """Says ${number}${isChanged ? " anew" : ""}."""\n    return ${number}\n`;
    });
    writeFileSync(join(root, `p${file % 10}`, `f${file}.py`), functions.join("\n\n"));
  }
}

async function commitAndDocument() {
  git("add", "--all");
  git("commit", "--quiet", "--message", "a");
  const project = await StemmaProject.create(root);
  const { documentation, durationsMs } = await project.document();
  console.log(`documented ${documentation.documented} in ${(durationsMs.total / 1000).toFixed(1)} s`);
  await project.close();
}

async function timed(branch) {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const project = await StemmaProject.openNearest(root);
  const openedMs = performance.now() - start;
  const moved = await project.followGit();
  const movedMs = performance.now() - start;
  await project.close();
  const closedMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const after = await StemmaProject.openNearest(root);
  const { freshness } = await after.standing();
  const { documentation, index } = await after.document();
  await after.close();
  const parts = `opened ${openedMs.toFixed(0)}, moved ${movedMs.toFixed(0)}, graph brought along ${closedMs.toFixed(0)} ms`;
  console.log(
    `switch to ${branch}: ${closedMs.toFixed(0)} ms (${parts}; CPU ${((user + system) / 1000).toFixed(0)} ms), ${moved?.documents} documents, ${freshness}; afterwards ${documentation.documented} texts made, ${index.embedded} embedded`,
  );
  if (documentation.documented + index.embedded > 0) process.exitCode = 1;
}
