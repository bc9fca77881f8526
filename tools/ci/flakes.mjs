// Runs the suite many times, project by project, and tells which tests fail now and then: `nx flakes stemma --runs 20`.
// What was unsteady gets a line in docs/unsteady-tests.md, which stays until its mechanism is known and mended. Exit code 1 then.
// Options: --runs N (default 20), --projects a,b (all), --tests PATTERN (all), --dry (the list is left as it is).
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Tally, withNewRows } from "./flake-tally.mjs";

const workspace = fileURLToPath(new URL("../..", import.meta.url));
const list = join(workspace, "docs/unsteady-tests.md");
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20" },
    projects: { type: "string" },
    tests: { type: "string" },
    dry: { type: "boolean", default: false },
  },
});
const runs = Number(values.runs);
const wanted = values.projects?.split(",");
const projects = readdirSync(join(workspace, "packages")).filter(
  (name) =>
    existsSync(join(workspace, "packages", name, "jest.config.cjs")) && (wanted?.includes(name) ?? true),
);
const folder = mkdtempSync(join(tmpdir(), "stemma-flakes-"));
const tally = new Tally();
try {
  // One run of all after the other, so that a run that is cut short has seen every project as often.
  for (let run = 1; run <= runs; run += 1)
    for (const project of projects) {
      const output = join(folder, "results.json");
      rmSync(output, { force: true });
      const pattern = values.tests === undefined ? [] : [values.tests];
      const args = ["jest", "-i", "--json", "--outputFile", output, "--passWithNoTests", ...pattern];
      spawnSync("npx", args, { cwd: join(workspace, "packages", project), stdio: "ignore" });
      if (existsSync(output)) tally.add(project, JSON.parse(readFileSync(output, "utf8")));
      else tally.addEnded(project);
      const load = loadavg()[0].toFixed(1);
      console.log(
        `run ${run} of ${runs}: ${project}, ${tally.failures(project)} failures so far, load ${load}`,
      );
    }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { unsteady, broken, seen } = tally.result();
for (const { name, failed, ran } of broken) console.log(`BROKEN    ${failed} of ${ran}  ${name}`);
for (const { name, failed, ran } of unsteady) console.log(`UNSTEADY  ${failed} of ${ran}  ${name}`);
console.log(
  `${seen} tests, ${unsteady.length} unsteady, ${broken.length} broken, ${availableParallelism()} cores`,
);
if (!values.dry && unsteady.length > 0)
  writeFileSync(list, withNewRows(readFileSync(list, "utf8"), unsteady));
process.exitCode = unsteady.length + broken.length === 0 && seen > 0 ? 0 : 1;
