import { setTimeout as delay } from "node:timers/promises";
import type { GraphMove } from "./graph-moves.js";

/** How often is read again what was moved meanwhile. */
const MOST_READINGS = 3;
/** Milliseconds that a move is waited for before each reading but the first, and between two looks. */
const MOST_WAIT_MS = 400;
const LOOK_MS = 20;

/** What is the same before and after a reading that saw one state of graph and index. */
export interface StateLooks {
  /** Where the index stands in its history; `undefined` while another process works with it. */
  readonly position: () => Promise<string | undefined>;
  readonly move: () => GraphMove;
}

/** What was read, and whether all of it is known to be of one state. */
export interface Reading<T> {
  readonly found: T;
  readonly isOfOneState: boolean;
}

/** Reads, and reads again where the index or the graph was brought to another commit meanwhile: three times at most. */
export async function readOfOneState<T>(
  { position, move }: StateLooks,
  read: () => Promise<T>,
): Promise<Reading<T>> {
  for (let reading = 1; ; reading++) {
    const before = { position: await position(), move: move() };
    const found = await read();
    const after = move();
    const isOfOneState =
      !after.isUnderWay && after.id === before.move.id && (await position()) === before.position;
    if (isOfOneState || reading === MOST_READINGS) return { found, isOfOneState };
    for (let waited = 0; waited < MOST_WAIT_MS && move().isUnderWay; waited += LOOK_MS) await delay(LOOK_MS);
  }
}
