/** One line a figure: the time, its ceiling in the same run, and how many times the ceiling it is. */
export function printFigures(size, figures) {
  console.log(`\n| ${size.toLocaleString("en")} documents | ms | ceiling, ms | |\n| --- | --- | --- | --- |`);
  for (const [name, { ms, ceiling }] of Object.entries(figures)) {
    const beside = ceiling === undefined ? "| " : `${round(ceiling)} | ${(ms / ceiling).toFixed(2)}×`;
    console.log(`| ${name} | ${round(ms)} | ${beside} |`);
  }
}

/** How many vectors were computed, by what ran; whether it was none. */
export function printEmbeddings(counts) {
  for (const [name, count] of counts) console.log(`vectors computed by ${name}: ${count}`);
  return [...counts.values()].every((count) => count === 0);
}

const bars = [
  ["first commit", "first commit", 2],
  ["detection of the changes: one raw read of the collection", "detect", 1.5],
  ["stage and commit", "commit", 3],
  ["push", "push", 3],
  ["switch: the raw upsert of what differs", "switch", 1.5],
];
const growing = ["commit", "switch", "push"];

/** The bars that the design sets, for the size that it sets them for, and growth from the smallest to the largest size. */
export function printBars(runs, barSize) {
  console.log("\n| bar | at most | measured | |\n| --- | --- | --- | --- |");
  const figures = runs.get(barSize);
  for (const [label, name, limit] of figures === undefined ? [] : bars) {
    const { ms, ceiling } = figures[name];
    printBar(`${label}, ${barSize.toLocaleString("en")} documents`, limit, ms / ceiling);
  }
  const sizes = [...runs.keys()].sort((one, other) => one - other);
  const [smallest, largest] = [sizes[0], sizes.at(-1)];
  if (smallest === largest) return;
  for (const name of growing) {
    const label = `${name}: ${largest.toLocaleString("en")} documents against ${smallest.toLocaleString("en")}`;
    printBar(label, 1.5, runs.get(largest)[name].ms / runs.get(smallest)[name].ms);
  }
}

function printBar(label, limit, value) {
  console.log(`| ${label} | ${limit}× | ${value.toFixed(2)}× | ${value <= limit ? "met" : "MISSED"} |`);
}

function round(ms) {
  return ms < 100 ? ms.toFixed(1) : Math.round(ms).toLocaleString("en");
}
