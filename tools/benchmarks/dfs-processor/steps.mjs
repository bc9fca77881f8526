// The steps of one run, each with the rows that it adds to the report. `time` says whether there is any left.
import {
  measureBusyShare,
  measureMemory,
  measureRun,
  measureStraightforward,
  measureTwoSessions,
} from "./measurements.mjs";

/** Nodes of the measurements that need no more; fewer when the largest size is smaller. */
const middleOf = (sizes) => Math.min(10_000, sizes.at(-1));
const perSecond = (nodeCount, ms) => Math.round((nodeCount * 1000) / ms);

/** A no-op provider beside plain statements, by size. */
async function runs({ place, sizes, report, time }) {
  const measured = [];
  for (const size of sizes) {
    const what = `${size} nodes, no-op provider, of raw rows`;
    if (time.isOver()) {
      report.leaveOut(place.name, what);
      continue;
    }
    const { runMs, rawMs, batches } = await measureRun(place, size, size > 20_000 ? 1 : 3, time);
    measured.push([size, runMs]);
    const ratio = rawMs / runMs;
    const figure = `${perSecond(size, runMs)}/s of ${perSecond(size, rawMs)}/s = ${ratio.toFixed(2)}`;
    if (size === sizes.at(-1)) report.compare(place.name, what, figure, ">= 0.60", ratio >= 0.6);
    else report.note(place.name, what, figure);
    const { count, meanSize } = batches;
    report.note(place.name, `${size} nodes, batches x mean size`, `${count} x ${Math.round(meanSize)}`);
  }
  if (measured.length < 2) return;
  const [smallest, smallestMs] = measured[0];
  const [largest, largestMs] = measured[measured.length - 1];
  const exponent = Math.log(largestMs / smallestMs) / Math.log(largest / smallest);
  const what = `growth exponent ${smallest} to ${largest}`;
  report.compare(place.name, what, exponent.toFixed(2), "<= 1.05", exponent <= 1.05);
}

async function busy({ place, sizes, report, time }) {
  for (const isFree of [true, false]) {
    const what = `50 ms provider, 100 workers, ${isFree ? "free" : "paid"}`;
    if (time.isOver()) report.leaveOut(place.name, what);
    else {
      const share = await measureBusyShare(
        place,
        Math.min(place.busyNodes, 2 * middleOf(sizes)),
        isFree,
        time,
      );
      report.compare(place.name, what, `${(100 * share).toFixed(1)} % busy`, ">= 95 %", share >= 0.95);
    }
  }
}

async function sessions({ place, sizes, report, time }) {
  const two = await measureTwoSessions(place, middleOf(sizes), time);
  report.compare(place.name, "two sessions at once, of one", two.toFixed(2), "<= 2.2", two <= 2.2);
}

async function memory({ place, sizes, report, time }) {
  const size = sizes.at(-1);
  const bytes = await measureMemory(place, size, time);
  const figure = `${Math.round(bytes)} bytes`;
  report.compare(place.name, `${size} nodes, live heap a node`, figure, "<= 1024", bytes <= 1024);
}

async function straightforward({ place, sizes, report, time }) {
  const size = Math.min(place.straightforwardNodes, sizes.at(-1));
  const { straightMs, runMs } = await measureStraightforward(place, size, time);
  const ratio = straightMs / runMs;
  const figure = `${perSecond(size, runMs)}/s of ${perSecond(size, straightMs)}/s = ${ratio.toFixed(1)}`;
  const what = `${size} nodes, of the straightforward form`;
  report.compare(place.name, what, figure, ">= 3", ratio >= 3);
}

/** By name, in the order in which they are done: what matters most comes first. */
export const steps = { runs, busy, sessions, memory, straightforward };
