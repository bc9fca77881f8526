import { setTimeout as sleep } from "node:timers/promises";
import { requireNoSessions, type TestableGraph } from "../stores/testable-graph.js";
import type { Census } from "./census.js";
import { openFilesUnder } from "./open-files.js";
import { takeProcessCensus } from "./process-census.js";
import { type CountingPython, pythonLeaks } from "./python-census.js";

/** How often what is about to end is looked at again. */
const pollMs = 20;

/** Where to look for what a test may have left. */
export interface LeakCheck {
  /** Directory in which no file may be open in this process. */
  readonly directory?: string | undefined;
  /** May have no pending call, no abandoned thread and no open Chroma client; with `since` no thread more than then. */
  readonly python?: CountingPython | undefined;
  /** May have no open processing session. */
  readonly graph?: Pick<TestableGraph, "readStatistics"> | undefined;
  /** No child process and no system thread may be there that was not there then. */
  readonly since?: Census | undefined;
  /** Anything else that must be 0, by what it counts; for example `{ "Chroma clients": () => pool.stats().clients }`. */
  readonly counts?: Readonly<Record<string, () => number | Promise<number>>> | undefined;
  /** Milliseconds for what is just ending, such as a killed process. Default 2,000. */
  readonly settleMs?: number | undefined;
}

/** Rejects with a list of everything that is left; resolves when nothing is. */
export async function expectNoLeaks(check: LeakCheck): Promise<void> {
  const endsAt = performance.now() + (check.settleMs ?? 2_000);
  for (;;) {
    const leaks = await findLeaks(check);
    if (leaks.length === 0) return;
    if (performance.now() >= endsAt) throw new Error(`left behind:\n  ${leaks.join("\n  ")}`);
    await sleep(pollMs);
  }
}

async function findLeaks({ directory, python, graph, since, counts = {} }: LeakCheck): Promise<string[]> {
  const leaks: string[] = [];
  if (directory !== undefined) leaks.push(...(await openFilesUnder(directory)));
  if (python) leaks.push(...(await pythonLeaks(python, since?.python)));
  if (since) leaks.push(...(await processLeaks(since.process)));
  if (graph) await requireNoSessions(graph).catch((error: unknown) => leaks.push((error as Error).message));
  for (const [what, count] of Object.entries(counts)) {
    const left = await count();
    if (left !== 0) leaks.push(`${left} ${what}`);
  }
  return leaks;
}

async function processLeaks(before: Census["process"]): Promise<string[]> {
  const now = await takeProcessCensus();
  const leaks = [...now.children]
    .filter(([id]) => !before.children.has(id))
    .map(([id, command]) => `child process ${id} (${command})`);
  if (now.threads > before.threads) leaks.push(`${now.threads - before.threads} threads`);
  return leaks;
}
