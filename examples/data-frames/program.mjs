// A table made in JavaScript, worked on by pandas, and read in JavaScript again: whole columns cross as Arrow, no row by itself.
import { PythonContext } from "@stemma/python-context";
import { tableFromArrays, tableFromIPC, tableToIPC } from "apache-arrow";

const python = await PythonContext.start({ pythonPath: [import.meta.dirname] });

const hours = Array.from({ length: 48 }, (_, hour) => hour);
const tides = tableFromArrays({
  time: hours.map((hour) => new Date(Date.UTC(2026, 5, 1, hour))),
  height: Float64Array.from(hours, (hour) => 2 + 1.5 * Math.sin((2 * Math.PI * hour) / 12.42) + hour / 100),
});
/** A call's value; what failed in Python is a result, and here the end. */
function valueOf(result) {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const frame = valueOf(await python.fromArrow(tableToIPC(tides), "pandas"));
// Both frames stay in Python; what comes back are references.
const days = valueOf(await python.executeForRef({ module: "tides", name: "by_day", args: [frame] }));
const columns = tableFromIPC(valueOf(await days.toArrow()));
const rows = columns
  .toArray()
  .map((row) => ({ day: row.day, max: row.max.toFixed(2), min: row.min.toFixed(2) }));
process.stdout.write(`${JSON.stringify(rows)}\n`);
await python.close();
