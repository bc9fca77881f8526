import { readFileSync } from "node:fs";
import { join } from "node:path";
import { randomHexId, replaceFile } from "@stemma/core";
import { currentProcessIdentity, isKnownDead, type ProcessIdentity } from "@stemma/graph-store";
import type { StateDirectory } from "../state/state-directory.js";

type Place = Pick<StateDirectory, "directory">;

/** The last time that the graph was brought to another commit. */
export interface GraphMove {
  /** Another one for each time; empty before the first. */
  readonly id: string;
  /** Texts of either commit may be read. */
  readonly isUnderWay: boolean;
}

/** Of a process on another machine, or in another container, nobody can tell whether it still lives. */
const LONGEST_MOVE_MS = 600_000;

interface StoredMove {
  readonly id: string;
  readonly beganAtMs: number;
  /** Who is at it; `null` when it is over. */
  readonly holder: ProcessIdentity | null;
}

const fileOf = ({ directory }: Place): string => join(directory, "graph-move.json");

/**
 * Does what brings the graph, and the record of where it stands, to another commit, so that every process can tell what it reads before, while
 * and after that: the history can't be asked meanwhile, since it is open in this one.
 */
export async function movingGraph<T>(state: Place, work: () => Promise<T>): Promise<T> {
  const begun = { id: randomHexId(8), beganAtMs: Date.now() };
  await write(state, { ...begun, holder: currentProcessIdentity() });
  try {
    return await work();
  } finally {
    // A later move of this process goes on under its own name.
    if (readStored(state)?.id === begun.id) await write(state, { ...begun, holder: null });
  }
}

/** At once. What a process that died has begun is not under way: what it left is told by what is recorded. */
export function lastGraphMove(state: Place): GraphMove {
  const stored = readStored(state);
  if (stored === undefined) return { id: "", isUnderWay: false };
  const { id, beganAtMs, holder } = stored;
  const isLate = Date.now() - beganAtMs > LONGEST_MOVE_MS;
  return { id, isUnderWay: holder !== null && !isLate && !isKnownDead(holder) };
}

function readStored(state: Place): StoredMove | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(state), "utf8")) as StoredMove;
  } catch {
    return undefined;
  }
}

async function write(state: Place, move: StoredMove): Promise<void> {
  await replaceFile(fileOf(state), JSON.stringify(move));
}
