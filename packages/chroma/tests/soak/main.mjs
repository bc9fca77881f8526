// Full workflows and random faults in one process; at the end nothing may be pending, open, orphaned or grown.
//
//   node tests/soak/main.mjs [--workflows 200] [--faults 1000] [--seed N]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromaPythonPath, openChroma } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { expectNoLeaks, PythonFaults, takeCensus, testingPythonPath } from "@stemma/test-cleanup";
import { Random } from "@stemma/test-support/random";
import { runFault } from "./faults.mjs";
import { Ledger } from "./ledger.mjs";
import { runWorkflow } from "./workflow.mjs";

const { values: options } = parseArgs({
  options: {
    workflows: { type: "string", default: "200" },
    faults: { type: "string", default: "1000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(options.seed);
/** A fresh service every so many faults. */
const faultsAService = 50;
/** Allocators keep what floods have used; a leak of 1 MB a workflow would be 150 MB in a full run. */
const allowedRssMb = 60;

const place = mkdtempSync(join(tmpdir(), "stemma-soak-"));
const ledger = new Ledger();
const random = new Random(seed);
const startedAt = performance.now();
const python = await PythonContext.start({ pythonPath: [chromaPythonPath(), testingPythonPath()] });
const faults = new PythonFaults(python);
const rssMb = () => Math.round(process.memoryUsage.rss() / 2 ** 20);

async function runFaults(first, count) {
  const directory = join(place, "faults");
  const chroma = await openChroma(directory, { python });
  const notes = await chroma.getOrCreateCollection({ name: "notes" });
  await notes.upsert({ ids: ["kept"], embeddings: [[0, 1]] });
  const bench = { chroma, notes };
  for (let number = first; number < first + count; number += 1)
    await runFault({ bench, faults, ledger, random, number });
  await chroma.close();
  await expectNoLeaks({ directory, python }).catch(({ message }) => ledger.expect(false, message));
}

async function runPart(workflows, faultCount) {
  for (let number = 0; number < workflows; number += 1)
    await runWorkflow({ python, ledger, directory: join(place, "workflow"), number });
  for (let first = 0; first < faultCount; first += faultsAService)
    await runFaults(first, Math.min(faultsAService, faultCount - first));
}

// What is loaded and grows at first, such as thread pools and caches, is there after a quarter.
const [workflows, faultCount] = [Number(options.workflows), Number(options.faults)];
const [firstWorkflows, firstFaults] = [Math.ceil(workflows / 4), Math.ceil(faultCount / 4)];
await runPart(firstWorkflows, firstFaults);
const since = await takeCensus({ python });
const rssAfterQuarter = rssMb();
await runPart(workflows - firstWorkflows, faultCount - firstFaults);

await expectNoLeaks({ directory: place, python, since, settleMs: 20_000 }).catch(({ message }) =>
  ledger.expect(false, message),
);
ledger.expect(
  rssMb() - rssAfterQuarter <= allowedRssMb,
  `memory grew from ${rssAfterQuarter} to ${rssMb()} MB, more than ${allowedRssMb}`,
);
const { pending, replacedThreads, state } = python.stats();
ledger.expect(state === "running" && pending === 0, `Python is ${state} with ${pending} pending calls`);
await python.close();
rmSync(place, { recursive: true });

const report = {
  seed,
  seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  workflows,
  faults: ledger.codes,
  replacedThreads,
  rssMb: [rssAfterQuarter, rssMb()],
  surprises: ledger.surprises,
};
console.log(JSON.stringify(report, undefined, 1));
// The process ends by itself: a thread or handle that keeps it alive is a fault, too.
process.exitCode = ledger.surprises.length === 0 ? 0 : 1;
