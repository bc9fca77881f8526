import { monitorEventLoopDelay } from "node:perf_hooks";

export function percentile(times, share) {
  const sorted = Float64Array.from(times).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** The best of several rounds, since other work on the machine only ever adds time. */
async function bestOf(rounds, measureOnce) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) best = Math.min(best, await measureOnce());
  return best;
}

async function timeOf(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function sequential(contender, count) {
  const times = [];
  for (let index = 0; index < count; index++) times.push(await timeOf(() => contender.call("nothing")));
  return times.map((milliseconds) => milliseconds * 1000);
}

async function callsASecond(contender, count, inFlight) {
  const lane = async () => {
    for (let index = 0; index < count / inFlight; index++) await contender.call("nothing");
  };
  const took = await timeOf(() => Promise.all(Array.from({ length: inFlight }, lane)));
  return (count / took) * 1000;
}

async function loopDelay(contender) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await contender.call("spin", 2);
  delays.disable();
  // The timer's own period is no delay.
  return Math.max(0, delays.percentile(99) / 1e6 - 1);
}

async function nextCallAfterTimeOut(contender) {
  await contender.timeOut("spin_for_ever", 200);
  return timeOf(() => contender.call("nothing"));
}

/** All figures of one contender; what it cannot do stays out. */
export async function measureContender(contender) {
  const figures = {};
  await sequential(contender, 500);
  const rounds = [];
  for (let round = 0; round < 5; round++) rounds.push(await sequential(contender, 1_000));
  figures.sequentialP50 = Math.min(...rounds.map((times) => percentile(times, 0.5)));
  figures.sequentialP99 = Math.min(...rounds.map((times) => percentile(times, 0.99)));
  figures.inFlight = -(await bestOf(5, async () => -(await callsASecond(contender, 10_000, 100))));
  if (contender.onlyCalls) return figures;
  const rows = await contender.call("rows", 10_000);
  if (rows.length !== 10_000 || rows[9_999].name !== "row 9999") throw new Error("the rows did not arrive");
  figures.rowsIn = await bestOf(5, () => timeOf(() => contender.call("count_rows", rows)));
  figures.rowsOut = await bestOf(5, () => timeOf(() => contender.call("rows", 10_000)));
  if (contender.sendArray) {
    const array = new Float32Array((15 * 2 ** 20) / 4).fill(1);
    if ((await contender.sendArray(array)) !== array.byteLength) throw new Error("the array did not arrive");
    figures.arrayIn = await bestOf(9, () => timeOf(() => contender.sendArray(array)));
    if (contender.sharesMemory) figures.isShared = await contender.sharesMemory(array);
  }
  if (contender.receiveArray)
    figures.arrayOut = await bestOf(5, () => timeOf(() => contender.receiveArray()));
  figures.loopDelay = await loopDelay(contender);
  if (contender.timeOut) figures.afterTimeOut = await bestOf(3, () => nextCallAfterTimeOut(contender));
  return figures;
}
