// What the graph says beside what runs: calls that were seen while packages ran their own tests.
//
//   node tools/benchmarks/code-graph/observed-calls/main.mjs [--edges <n>]
//
// Python packages whose wheels carry their tests, traced by `sys.setprofile`: `README.md`. PYTHON names another Python than `python3`. Lists
// certain targets that were contradicted and edges that the graph has not (10 of each kind, or <n>).
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { installPackages } from "../install-packages.mjs";
import { compareObserved } from "./compare-observed.mjs";

/** Packages, and which of their tests run. */
const PACKAGES = {
  networkx: ["networkx/classes", "networkx/algorithms/shortest_paths"],
  trio: [
    "trio/_tests/test_channel.py",
    "trio/_tests/test_sync.py",
    "trio/_tests/test_path.py",
    "trio/_core/_tests/test_parking_lot.py",
  ],
};
const position = process.argv.indexOf("--edges");
const shown = position === -1 ? 10 : Number(process.argv[position + 1]);
const python = process.env["PYTHON"] ?? "python3";
const folder = installPackages("observed-calls");
for (const [name, tests] of Object.entries(PACKAGES))
  await compareObserved(name, join(folder, name), trace(name, tests), shown);

/** Calls within a package that were seen, paths relative to it. */
function trace(name, tests) {
  const output = join(folder, `${name}.calls`);
  if (!existsSync(output)) {
    const script = join(import.meta.dirname, "trace_calls.py");
    const options = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-header", "--tb=no"];
    const { status } = spawnSync(python, [script, name, output, ...options, ...tests], {
      cwd: folder,
      env: { ...process.env, PYTHONPATH: folder, PYTHONHASHSEED: "0" },
      stdio: ["ignore", "inherit", "inherit"],
    });
    // Tests may fail where the machine lacks something; what ran counts.
    if (status === null || status > 1) throw new Error(`The tests of ${name} did not run: ${status}`);
  }
  const inside = (path) => path.slice(name.length + 1);
  return readFileSync(output, "utf8")
    .trimEnd()
    .split("\n")
    .map((text) => JSON.parse(text))
    .map(([path, line, callee, calleeLine, calleeName]) => ({
      path: inside(path),
      line,
      callee: { path: inside(callee), line: calleeLine, name: calleeName },
    }));
}
