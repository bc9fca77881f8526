import { monitorEventLoopDelay, performance } from "node:perf_hooks";

const rowCount = 10_000;
const arrayBytes = 15 * 2 ** 20;

export function percentile(times, share) {
  const sorted = Float64Array.from(times).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

async function timeOf(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Milliseconds in which this thread's event loop was not waiting. */
async function activeTimeOf(work) {
  const before = performance.eventLoopUtilization();
  await work();
  return performance.eventLoopUtilization(before).active;
}

async function sequential({ call }) {
  const times = [];
  for (let index = 0; index < 1_000; index++) times.push((await timeOf(() => call("nothing"))) * 1000);
  return { sequentialP50: percentile(times, 0.5), sequentialP99: percentile(times, 0.99) };
}

async function inFlight({ call }) {
  const count = 10_000;
  const lanes = 100;
  const lane = async () => {
    for (let index = 0; index < count / lanes; index++) await call("nothing");
  };
  const took = await timeOf(() => Promise.all(Array.from({ length: lanes }, lane)));
  return { inFlight: (count / took) * 1000 };
}

async function rowsFromPython({ call }) {
  let rows = [];
  const rowsOut = await timeOf(async () => {
    rows = await call("rows", rowCount);
  });
  if (rows.length !== rowCount || rows.at(-1).name !== `row ${rowCount - 1}`) {
    throw new Error("the rows did not arrive");
  }
  return { rowsOut, rowsOutOnLoop: await activeTimeOf(() => call("rows", rowCount)) };
}

async function rowsToPython({ call }) {
  const rows = Array.from({ length: rowCount }, (_, id) => ({ id, name: `row ${id}`, score: id / 7 }));
  const rowsIn = await timeOf(() => call("count_rows", rows));
  return { rowsIn, rowsInOnLoop: await activeTimeOf(() => call("count_rows", rows)) };
}

async function arrayToPython({ sendArray }) {
  const array = new Float32Array(arrayBytes / 4).fill(1);
  if ((await sendArray(array)) !== arrayBytes) throw new Error("the array did not arrive");
  return { arrayIn: await timeOf(() => sendArray(array)) };
}

async function arrayFromPython({ receiveArray }) {
  await receiveArray();
  return { arrayOut: await timeOf(() => receiveArray()) };
}

async function sharedMemory({ sharesMemory }) {
  return { isShared: (await sharesMemory(new Float32Array(arrayBytes / 4))) ? 1 : 0 };
}

async function loopDelay({ call }) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await call("spin", 2);
  delays.disable();
  // The timer's own period is no delay.
  return { loopDelay: Math.max(0, delays.percentile(99) / 1e6 - 1) };
}

async function afterTimeOut({ call, timeOut }) {
  await timeOut("spin_for_ever", 200);
  return { afterTimeOut: await timeOf(() => call("nothing")) };
}

async function afterAbandoning({ call, leaveBehind }) {
  await leaveBehind("deaf", 200);
  return { afterAbandoning: await timeOf(() => call("nothing")) };
}

/**
 * What is measured, how often, and what a contender must offer for it.
 *
 * @type {{ name: string, rounds: number, run: (contender: any) => Promise<Record<string, number>>, isForPython?: boolean, needs?: string }[]}
 */
export const measures = [
  { name: "sequential", rounds: 15, run: sequential },
  { name: "in flight", rounds: 9, run: inFlight },
  { name: "dicts from Python", rounds: 9, run: rowsFromPython, isForPython: true },
  { name: "dicts to Python", rounds: 9, run: rowsToPython, isForPython: true },
  { name: "arrays to Python", rounds: 9, run: arrayToPython, needs: "sendArray" },
  { name: "arrays from Python", rounds: 9, run: arrayFromPython, needs: "receiveArray" },
  { name: "shared memory", rounds: 1, run: sharedMemory, needs: "sharesMemory" },
  { name: "event-loop delay", rounds: 2, run: loopDelay, isForPython: true },
  { name: "call after a time-out", rounds: 3, run: afterTimeOut, needs: "timeOut" },
  { name: "call after an abandoned thread", rounds: 3, run: afterAbandoning, needs: "leaveBehind" },
];

/** One round of one measure; `undefined` when the contender can't do it. */
export function measureOnce(contender, name) {
  const measure = measures.find((each) => each.name === name);
  if (measure === undefined) throw new Error(`no measure is called ${name}`);
  const { run, needs, isForPython } = measure;
  if (needs !== undefined && contender[needs] === undefined) return undefined;
  if (isForPython && contender.onlyCalls) return undefined;
  return run(contender);
}

/** The best of all rounds, since other work on the machine only ever adds time. */
export function best(key, values) {
  return key === "inFlight" || key === "isShared" ? Math.max(...values) : Math.min(...values);
}
