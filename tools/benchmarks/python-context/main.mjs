// Compares ways to call Python from Node in one run, each in a process of its own, and prints a table with ratios.
//
//   node tools/benchmarks/python-context/main.mjs [contender ...]
import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPeers, pythonOf } from "./peers.mjs";
import { printBars, printTable } from "./report.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
const venv = process.env.STEMMA_VENV ?? join(folder, "../../../.venv");
const everyone = ["floor", "stemma", "node-calls-python", "pymport", "pythonia", "json-lines"];
const chosen = process.argv.length > 2 ? process.argv.slice(2) : everyone;

const { interpreter, sitePackages, env } = pythonOf(venv);
installPeers(folder, env);

const settings = JSON.stringify({ folder, venv, interpreter, sitePackages });
const load = () => loadavg()[0].toFixed(1);
const results = new Map();
const before = load();
for (const name of chosen) {
  console.error(`${name} …`);
  const { stdout, stderr, signal, status } = spawnSync(
    process.execPath,
    [join(folder, "run-contender.mjs"), name, settings],
    { cwd: folder, env, encoding: "utf8", timeout: 180_000, killSignal: "SIGKILL", maxBuffer: 2 ** 28 },
  );
  const line = stdout.trim().split("\n").at(-1);
  if (line?.startsWith("{")) results.set(name, JSON.parse(line));
  else
    console.error(
      `${name} has no figures (${signal ?? status}): ${stderr.trim().split("\n").slice(-4).join(" | ")}`,
    );
}
console.log(`Node ${process.version}, load ${before} before and ${load()} after; best of several rounds\n`);
printTable(results);
printBars(results);
