const rows = [
  ["sequential call, p50", "sequentialP50", "µs"],
  ["sequential call, p99", "sequentialP99", "µs"],
  ["100 in flight", "inFlight", "calls/s"],
  ["10,000 dicts to Python", "rowsIn", "ms"],
  ["… of which on the JS thread", "rowsInOnLoop", "ms"],
  ["10,000 dicts from Python", "rowsOut", "ms"],
  ["… of which on the JS thread", "rowsOutOnLoop", "ms"],
  ["15 MB array to Python", "arrayIn", "ms"],
  ["15 MB array from Python", "arrayOut", "ms"],
  ["event-loop delay p99, Python busy for 2 s", "loopDelay", "ms"],
  ["next call after a time-out", "afterTimeOut", "ms"],
  ["next call after an abandoned thread", "afterAbandoning", "ms"],
];
const inProcess = ["node-calls-python", "pymport"];
const onAnotherThread = [...inProcess];
const peers = [...inProcess, "pythonia", "json-lines"];

function number(value) {
  if (value === undefined) return "–";
  if (value >= 1_000) return Math.round(value).toLocaleString("en");
  return value >= 10 ? value.toFixed(0) : value.toPrecision(2);
}

/** How many times better this project is than another, in the unit's own direction. */
function ratio(key, own, other) {
  return key === "inFlight" ? own / other : other / own;
}

/** One line a figure; in parentheses how many times this project is ahead. */
export function printTable(results) {
  const names = [...results.keys()];
  const own = results.get("stemma");
  console.log(`| | unit | ${names.join(" | ")} |`);
  console.log(`|${" --- |".repeat(names.length + 2)}`);
  for (const [label, key, unit] of rows) {
    const cells = names.map((name) => {
      const value = results.get(name)[key];
      const isCompared = name !== "stemma" && value !== undefined && own?.[key] !== undefined;
      return number(value) + (isCompared ? ` (${ratio(key, own[key], value).toPrecision(2)}×)` : "");
    });
    console.log(`| ${label} | ${unit} | ${cells.join(" | ")} |`);
  }
}

/** @type {[label: string, judge: (own: Record<string, number>, all: Record<string, Record<string, number>>) => [value: number, direction: string, limit: number]][]} */
const bars = [
  [
    "sequential p50: at most 1.3× the floor",
    (own, { floor }) => [own.sequentialP50 / floor?.sequentialP50, "<=", 1.3],
  ],
  [
    "sequential p50: 2× ahead of peers on another thread",
    (own, all) => [ahead("sequentialP50", own, all, onAnotherThread), ">=", 2],
  ],
  ["100 in flight: 3× the best peer", (own, all) => [ahead("inFlight", own, all, peers), ">=", 3]],
  [
    "10,000 dicts to Python: 1.5× ahead of the best",
    (own, all) => [ahead("rowsIn", own, all, peers), ">=", 1.5],
  ],
  [
    "10,000 dicts from Python: 1.5× ahead of the best",
    (own, all) => [ahead("rowsOut", own, all, peers), ">=", 1.5],
  ],
  [
    "15 MB array to Python: 20× ahead of the best",
    (own, all) => [ahead("arrayIn", own, all, peers), ">=", 20],
  ],
  [
    "15 MB array from Python: 20× ahead of the best",
    (own, all) => [ahead("arrayOut", own, all, peers), ">=", 20],
  ],
  ["one memory on both sides, both ways", (own) => [own.isShared ? 1 : 0, ">=", 1]],
  ["event-loop delay p99 while Python is busy, ms", (own) => [own.loopDelay, "<=", 5]],
  ["10,000 dicts to Python: on the JS thread, ms", (own) => [own.rowsInOnLoop, "<=", 5]],
  ["10,000 dicts from Python: on the JS thread, ms", (own) => [own.rowsOutOnLoop, "<=", 15]],
  ["next call after an interrupted time-out, ms", (own) => [own.afterTimeOut, "<=", 20]],
  ["next call after an abandoned thread, ms", (own) => [own.afterAbandoning, "<=", 300]],
];

function ahead(key, own, all, names) {
  const ratios = names.map((name) => all[name]?.[key]).filter((value) => value !== undefined);
  return Math.min(...ratios.map((value) => ratio(key, own[key], value)));
}

/** The bars that the design sets, and whether this run met them. */
export function printBars(results) {
  const own = results.get("stemma");
  if (own === undefined) return;
  console.log("\n| bar | required | measured | |\n| --- | --- | --- | --- |");
  for (const [label, judge] of bars) {
    const [value, direction, limit] = judge(own, Object.fromEntries(results));
    if (!Number.isFinite(value)) continue;
    const isMet = direction === "<=" ? value <= limit : value >= limit;
    console.log(
      `| ${label} | ${direction} ${limit} | ${value.toPrecision(3)} | ${isMet ? "met" : "MISSED"} |`,
    );
  }
}
