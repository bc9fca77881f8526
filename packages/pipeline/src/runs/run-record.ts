import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "@stemma/core";
import type { ProcessIdentity } from "@stemma/graph-store";
import type { StemmaConfig } from "../config/config-schema.js";
import type { StateDirectory } from "../state/state-directory.js";

/** How a run ended; `running` also when its process was killed. */
export type RunOutcome =
  | "running"
  | "complete"
  | "partly"
  | "budget"
  | "timed out"
  | "interrupted"
  | "failed";

/** The last `document` run of a tree, kept in its state directory. Holds no secrets: the configuration has none. */
export interface RunRecord {
  readonly outcome: RunOutcome;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly holder: ProcessIdentity;
  /** Nodes that are left to be documented, as far as the run knew: failed and skipped ones. */
  readonly leftNodes: number | null;
  /** What the run worked with, so that another can go on with the same. */
  readonly config: StemmaConfig;
  /** Whether texts of earlier wordings were to be written anew; absent in records of versions that could not. */
  readonly rewrite?: boolean;
}

const fileIn = (state: StateDirectory): string => join(state.directory, "last-run.json");

/** `null` when no run is known, or what is kept of it can't be read. */
export async function readRunRecord(state: StateDirectory): Promise<RunRecord | null> {
  try {
    return JSON.parse(await readFile(fileIn(state), "utf8")) as RunRecord;
  } catch {
    return null;
  }
}

/** Replaces the record; never leaves half of one. */
export async function writeRunRecord(state: StateDirectory, record: RunRecord): Promise<void> {
  await replaceFile(fileIn(state), `${JSON.stringify(record, null, 2)}\n`);
}
