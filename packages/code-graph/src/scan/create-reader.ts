import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { systemClock } from "@stemma/core";
import { type FactsReader, InlineFactsReader } from "../parse/facts-reader.js";
import { SteadyFactsReader } from "../parse/steady-facts-reader.js";
import { SourceParser } from "../parse/source-parser.js";
import { WorkerFactsReader } from "../parse/worker-facts-reader.js";
import type { ScanOptions } from "./scan-options.js";

/** Starting threads takes as long as parsing this many files. */
const FILES_WORTH_THREADS = 200;
const MOST_THREADS = 4;

/** The reader that suits a scan in which about `newFiles` files are to be parsed. */
export async function createReader(options: ScanOptions, newFiles: number): Promise<FactsReader> {
  const wanted =
    options.workers ?? (newFiles < FILES_WORTH_THREADS ? 0 : Math.min(MOST_THREADS, availableParallelism()));
  const canUseThreads =
    options.parser === undefined && options.languages === undefined && hasCompiledWorker();
  if (wanted > 0 && canUseThreads) return new WorkerFactsReader(wanted);
  const inline = new InlineFactsReader(
    options.parser ?? (await SourceParser.create(options.clock ?? systemClock)),
    options.parser === undefined,
  );
  const createThread = options.createWorker ?? (hasCompiledWorker() ? undefined : null);
  if (createThread === null || options.languages !== undefined) return inline;
  return new SteadyFactsReader(inline, () => new WorkerFactsReader(1, createThread));
}

/** A thread can't run TypeScript: where this package runs from its sources, as in its own tests, there is no worker. */
function hasCompiledWorker(): boolean {
  return existsSync(new URL("../parse/parse-worker.js", import.meta.url));
}
