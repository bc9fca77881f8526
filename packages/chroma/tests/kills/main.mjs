// Kills processes that write and looks at what they leave: every acknowledged record is there, or named as lost.
//
//   node tests/kills/main.mjs [--kills 120] [--seed N]
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromaPythonPath } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { Random } from "@stemma/test-support/random";
import { checkDirectory } from "./check-directory.mjs";
import { Model } from "./model.mjs";
import { planSteps } from "./plan.mjs";
import { runWriter } from "./run-writer.mjs";

const { values: options } = parseArgs({
  options: {
    kills: { type: "string", default: "120" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(options.seed);
/** Killed so often before a new directory is begun. */
const livesOfADirectory = 4;
const thresholds = [20, 100, 400, 1000];
const dimension = 96;
const mostMs = 2_500;
/** As long as writing an index of a thousand vectors takes. */
const mostAimedMs = 12;
const leastRecall = 0.98;

const interpreter = join(
  process.env.STEMMA_VENV ?? fileURLToPath(new URL("../../../../.venv", import.meta.url)),
  "bin/python",
);
const place = mkdtempSync(join(tmpdir(), "stemma-kills-"));
const planFile = join(place, "plan.json");
const random = new Random(seed);
const python = await PythonContext.start({ pythonPath: [chromaPythonPath()] });
const damages = [];
const surprises = [];
const sums = { kills: 0, fromLog: 0, fromIndex: 0, lost: 0, asked: 0, found: 0 };

for (let number = 0; number < Number(options.kills); number += livesOfADirectory) {
  const directory = join(place, `directory-${number}`);
  const model = new Model();
  const space = random.pick(["cosine", "l2"]);
  const configuration = { hnsw: { space, sync_threshold: random.pick(thresholds), batch_size: 10 } };
  for (let life = 0; life < Math.min(livesOfADirectory, Number(options.kills) - number); life += 1) {
    const steps = planSteps(random, model, 60);
    writeFileSync(planFile, JSON.stringify({ configuration, dimension, steps }));
    const isAimed = random.next() < 0.6;
    const afterMs = random.below(isAimed ? mostAimedMs : mostMs);
    const run = {
      python: interpreter,
      pythonPath: chromaPythonPath(),
      directory,
      planFile,
      afterMs,
      isAimed,
    };
    const { begun, done, isKilled } = await runWriter(run);
    steps.slice(0, begun).forEach((step, position) => model.apply(step, { isCertain: position < done }));
    const found = await checkDirectory({ python, directory, model, random, dimension });
    sums.kills += isKilled ? 1 : 0;
    sums.fromLog += found.log;
    sums.fromIndex += found.index;
    sums.lost += found.lost;
    sums.asked += found.recall.asked;
    sums.found += found.recall.found;
    if (found.damage !== null) damages.push(found.damage);
    surprises.push(...found.wrong.slice(0, 5).map((wrong) => `${number + life}: ${wrong}`));
    process.stderr.write(
      `${number + life} ${space} ${configuration.hnsw.sync_threshold} ${isAimed ? "aimed " : ""}${afterMs} ms, ${done}/${begun} steps, ${found.records} records, ${found.damage ?? "sound"}${found.wrong.length > 0 ? `, ${found.wrong.length} WRONG` : ""}\n`,
    );
  }
  if (surprises.length === 0) rmSync(directory, { recursive: true });
}
if (sums.found < sums.asked * leastRecall)
  surprises.push(`only ${sums.found} of ${sums.asked} were found by their vector`);
await python.close();
if (surprises.length === 0) rmSync(place, { recursive: true });
process.stdout.write(`${JSON.stringify({ seed, ...sums, damages, surprises }, null, 2)}\n`);
process.exitCode = surprises.length > 0 ? 1 : 0;
