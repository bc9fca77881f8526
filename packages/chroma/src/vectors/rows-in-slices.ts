import { setImmediate as nextTurn } from "node:timers/promises";

/** Numbers that are copied before others get their turn: some milliseconds of work. */
const numbersPerTurn = 200_000;

/** Vectors one by one as plain lists of numbers, without holding up the event loop for long. */
export async function rowsInSlices(data: Float32Array, dimension: number): Promise<number[][]> {
  const rows: number[][] = [];
  for (let start = 0, inTurn = 0; start < data.length; start += dimension, inTurn += dimension) {
    if (inTurn >= numbersPerTurn) {
      await nextTurn();
      inTurn = 0;
    }
    rows.push(Array.from(data.subarray(start, start + dimension)));
  }
  return rows;
}
