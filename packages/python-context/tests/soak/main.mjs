// Many calls and random faults in one process; at the end nothing may be unsettled, grown or left behind.
//
//   node tests/soak/main.mjs [--calls 1000000] [--faults 1000] [--seed N]
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { PythonContext } from "@stemma/python-context";
import { Random } from "@stemma/test-support/random";
import { chooseFault } from "./faults.mjs";
import { measure, threads } from "./gauges.mjs";
import { Ledger } from "./ledger.mjs";

const { values: options } = parseArgs({
  options: {
    calls: { type: "string", default: "1000000" },
    faults: { type: "string", default: "1000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const rounds = Number(options.faults);
const callsARound = Math.ceil(Number(options.calls) / rounds);
const inFlight = 100;
const queueLimit = 512;
/** The part of the rounds after which nothing may grow any more. */
const warmUp = 0.25;
/** Allocators keep what short-lived threads and floods have used; a leak of 100 bytes a call would be 75 MB in a full run. */
const allowed = { rssMb: 40, heapMb: 8, gcObjects: 300 };

const modules = fileURLToPath(new URL("../python", import.meta.url));
const random = new Random(Number(options.seed));
const ledger = new Ledger();

const python = await PythonContext.start({ pythonPath: [modules], queueLimit });
// Imported beforehand, so that short time-outs hit the functions and not an import.
for (const module of ["blocking", "census", "failures", "flows", "values"]) {
  await ledger.watch(
    python.execute({ module: "importlib", name: "import_module", args: [module] }),
    (result) => !result.ok && result.error.kind === "unencodable",
    `import of ${module}`,
  );
}

// On CPython 3.14 C code recurses to the end of the thread's stack, where versions before it count to a limit: the first one to do so makes
// all of the stack resident, once.
for (const name of ["deep_json", "deep_repr", "deep_pickle"]) {
  await ledger.watch(
    python.execute({ module: "failures", name }),
    (result) => !result.ok && result.error.kind === "python",
    name,
  );
}

async function regularCalls(count, maySaturate) {
  for (let done = 0; done < count; done += inFlight) {
    await Promise.all(
      Array.from({ length: Math.min(inFlight, count - done) }, (_, index) => {
        const value = done + index;
        const call = { module: "values", name: "echo", args: [value] };
        const isRight = (result) =>
          result.ok ? result.value === value : maySaturate && result.error.kind === "queue-full";
        return ledger.watch(python.execute(call), isRight, "regular call");
      }),
    );
  }
}

async function runRound(round) {
  const fault = chooseFault(round, random);
  const started = performance.now();
  await Promise.all([
    fault({ python, ledger, random, queueLimit }),
    regularCalls(callsARound, fault.name === "saturation"),
  ]);
  const took = performance.now() - started;
  ledger.expect(took < 25_000, `round ${round} (${fault.name}) took ${Math.round(took)} ms`);
}

/** Abandoned calls and ended workers need a moment to let go. */
async function waitUntil(condition, what) {
  const end = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > end) return ledger.expect(false, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const started = performance.now();
const samples = [];
let threadsAfterWarmUp;
for (let round = 0; round < rounds; round++) {
  await runRound(round);
  if (round + 1 >= rounds * warmUp && (round + 1) % Math.ceil(rounds / 20) === 0) {
    await waitUntil(() => python.stats().abandonedThreads === 0, "an abandoned thread did not come back");
    threadsAfterWarmUp ??= threads();
    samples.push(await measure(python));
  }
}
await waitUntil(() => python.stats().abandonedThreads === 0, "an abandoned thread did not come back");
await waitUntil(() => (threads() ?? 0) <= (threadsAfterWarmUp ?? Infinity), "a thread is left");
samples.push(await measure(python));

const [first, last] = [samples[0], samples.at(-1)];
for (const [what, limit] of Object.entries(allowed)) {
  ledger.expect(
    last[what] - first[what] <= limit,
    `${what} grew from ${first[what]} to ${last[what]}, more than ${limit}`,
  );
}
const { pending, interrupted, replacedThreads, state } = python.stats();
ledger.expect(ledger.issued === ledger.settled, `${ledger.issued} calls but ${ledger.settled} settlements`);
ledger.expect(pending === 0, `${pending} calls are pending`);
ledger.expect(state === "running", `the interpreter is ${state}`);
ledger.expect(last.handles === 0, `${last.handles} handles are kept`);
await python.close();

const report = {
  seed: Number(options.seed),
  seconds: Math.round((performance.now() - started) / 100) / 10,
  issued: ledger.issued,
  outcomes: ledger.outcomes,
  interrupted,
  replacedThreads,
  samples,
  surprises: ledger.surprises,
};
console.log(JSON.stringify(report, undefined, 1));
// The process ends by itself: a thread or handle that keeps it alive is a fault, too.
process.exitCode = ledger.surprises.length === 0 ? 0 : 1;
