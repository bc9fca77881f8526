// Runs python-context's tests with one compiled addon on every CPython × Node that can be found, and prints each cell.
//
//   node tools/matrix/main.mjs [--pythons 3.10,3.13] [--nodes 22] [-- JEST ARGUMENTS]
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findNodes } from "./nodes.mjs";
import { ensureVenv, findPythons } from "./pythons.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { pythons: { type: "string", default: "" }, nodes: { type: "string", default: "" } },
});
const folder = fileURLToPath(new URL(".", import.meta.url));
const workspace = join(folder, "../..");
const jest = join(dirname(createRequire(import.meta.url).resolve("jest/package.json")), "bin/jest.js");
const addon = join(workspace, "native/build/Release/stemma.node");
const requirements = join(folder, "requirements.txt");
const hashOfAddon = () => createHash("sha256").update(readFileSync(addon)).digest("hex").slice(0, 12);

/** Keeps what begins with one of the wanted versions; all, when none is named. */
function select(found, wanted) {
  const starts = wanted.split(",").filter((start) => start !== "");
  const matches = ({ version }) =>
    starts.some((start) => `${version.replace(/^v/, "")}.`.startsWith(`${start}.`));
  return starts.length === 0 ? found : found.filter(matches);
}

function runCell(node, python, venv) {
  const started = performance.now();
  const { status, stderr } = spawnSync(node.executable, [jest, "--maxWorkers=2", ...positionals], {
    cwd: join(workspace, "packages/python-context"),
    env: {
      ...process.env,
      STEMMA_VENV: venv,
      STEMMA_PYTHON: undefined,
      PATH: `${dirname(node.executable)}:${process.env.PATH}`,
    },
    encoding: "utf8",
    timeout: 600_000,
    killSignal: "SIGKILL",
    maxBuffer: 2 ** 28,
  });
  const summary = /^Tests: +(.*)$/m.exec(stderr)?.[1] ?? "no result";
  const seconds = Math.round((performance.now() - started) / 1000);
  const isOk = status === 0;
  console.log(
    `${isOk ? "ok    " : "FAILED"} CPython ${python.version} × Node ${node.version}: ${summary} (${seconds} s)`,
  );
  const failed = stderr.split("\n").filter((line) => /●/.test(line));
  if (!isOk) console.log(failed.join("\n"));
  return { isOk, text: `${isOk ? "" : "FAILED: "}${summary.replace(/, \d+ total$/, "")}, ${seconds} s` };
}

/** What a README can show. */
function printTable(pythons, nodes, cells) {
  console.log(`\n| CPython | ${nodes.map(({ version }) => `Node ${version.slice(1)}`).join(" | ")} |`);
  console.log(`|${" --- |".repeat(nodes.length + 1)}`);
  for (const python of pythons) {
    const row = nodes.map((node) => cells.get(`${python.version} ${node.version}`)?.text ?? "–");
    console.log(`| ${python.version} (${python.origin}) | ${row.join(" | ")} |`);
  }
}

const build = join(folder, "build");
const pythons = select(findPythons(build), options.pythons);
const nodes = select(findNodes(folder), options.nodes);
const binary = hashOfAddon();
console.log(
  `addon ${binary}; CPython ${pythons.map(({ version }) => version).join(", ")} × Node ${nodes.map(({ version }) => version).join(", ")}`,
);
const cells = new Map();
for (const python of pythons) {
  const venv = ensureVenv(python, build, requirements);
  for (const node of nodes) cells.set(`${python.version} ${node.version}`, runCell(node, python, venv));
}
printTable(pythons, nodes, cells);
const passed = [...cells.values()].filter(({ isOk }) => isOk).length;
console.log(
  `\n${passed} of ${cells.size} cells passed${hashOfAddon() === binary ? " with one addon" : ", but the addon changed meanwhile"}`,
);
process.exitCode = cells.size > 0 && passed === cells.size ? 0 : 1;
