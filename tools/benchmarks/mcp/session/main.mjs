// 20 questions of an assistant about three foreign trees, asked by fixed sequences of calls of three sets of tools: `stemma mcp`, the
// server of @colbymchenry/codegraph, and grep and read. Needs Go, a JDK and Maven; fetches what it asks about once.
//   node tools/benchmarks/mcp/session/main.mjs [--verbose] [--only <tree>] [--tools <their name>] [--folder <of the trees, kept>]
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { answerKey, score } from "./answer-keys.mjs";
import { codegraphTools } from "./codegraph-tools.mjs";
import { compilerEdges } from "./compiler-edges.mjs";
import { grepTools } from "./grep-tools.mjs";
import { printTable } from "./print-table.mjs";
import { stemmaTools } from "./stemma-tools.mjs";
import { Talk } from "./talk.mjs";
import { tasks, trees } from "./tasks.mjs";
import { makeTree, switchTo } from "./trees.mjs";

const CODEGRAPH = "1.6.1";

const { values } = parseArgs({
  options: {
    verbose: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    tools: { type: "string", default: "" },
    folder: { type: "string" },
  },
});
const toolSets = [stemmaTools, codegraphTools(installCodegraph()), grepTools].filter(({ name }) =>
  name.includes(values.tools),
);
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "stemma-session-"));
const rows = [];
const told = new Map();
console.log(`load ${loadavg()[0]?.toFixed(1)}`);
try {
  for (const [name, tree] of Object.entries(trees))
    if (name.includes(values.only)) await askAbout(name, tree);
  printTable(rows, told);
} finally {
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}

async function askAbout(name, tree) {
  const root = makeTree(name, tree, folder, tasks);
  const ours = tasks.filter((task) => task.tree === name);
  const onMain = ours.filter(({ branch }) => branch === undefined);
  await askAll(root, tree, onMain);
  for (const task of ours.filter(({ branch }) => branch !== undefined)) {
    switchTo(root, task.branch);
    await askAll(root, tree, [task]);
  }
}

async function askAll(root, tree, asked) {
  const edges = compilerEdges(tree.language, root);
  for (const toolSet of toolSets) {
    toolSet.prepare(root);
    const open = await toolSet.open(root, tree);
    told.set(toolSet.name, open.toldTokens);
    for (const task of asked) {
      const talk = new Talk();
      const found = await open.answer(task, talk);
      const right = answerKey(task, edges);
      rows.push({ task, tools: toolSet.name, talk, ...score(found, right) });
      if (values.verbose) explain(task, toolSet.name, found, right);
    }
    await open.close();
  }
}

function explain(task, tools, found, right) {
  console.log(`${task.tree} · ${task.key ?? task.branch ?? task.called} · ${tools}`);
  for (const one of right) if (!found.has(one)) console.log(`  missing: ${one}`);
  for (const one of found) if (!right.has(one)) console.log(`  wrong:   ${one}`);
}

/** Into the folder of fetched things, which git ignores. */
function installCodegraph() {
  const place = join(import.meta.dirname, "..", "..", "code-graph", "projects", "codegraph");
  if (existsSync(join(place, "node_modules", ".bin", "codegraph"))) return place;
  mkdirSync(place, { recursive: true });
  writeFileSync(
    join(place, "package.json"),
    JSON.stringify({ private: true, dependencies: { "@colbymchenry/codegraph": CODEGRAPH } }),
  );
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: place,
    stdio: "inherit",
  });
  return place;
}
