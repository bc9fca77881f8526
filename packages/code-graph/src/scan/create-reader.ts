import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { hasErrorCode, systemClock } from "@stemma/core";
import { type FactsReader, InlineFactsReader } from "../parse/facts-reader.js";
import { SourceParser } from "../parse/source-parser.js";
import { SteadyFactsReader } from "../parse/steady-facts-reader.js";
import { WorkerFactsReader } from "../parse/worker-facts-reader.js";
import type { ScanOptions } from "./scan-options.js";

/** Starting threads takes as long as parsing this many files. */
const FILES_WORTH_THREADS = 200;
const MOST_THREADS = 4;

/** The reader that suits a scan in which about `newFiles` files are to be parsed. */
export async function createReader(options: ScanOptions, newFiles: number): Promise<FactsReader> {
  const wanted =
    options.workers ?? (newFiles < FILES_WORTH_THREADS ? 0 : Math.min(MOST_THREADS, availableParallelism()));
  const hasWorker = options.createWorker !== undefined || hasCompiledWorker();
  const canUseThreads = options.languages === undefined && hasWorker;
  if (wanted > 0 && canUseThreads && options.parser === undefined)
    return new WorkerFactsReader(wanted, options.createWorker);
  let parser = options.parser;
  try {
    parser ??= await SourceParser.create(options.clock ?? systemClock);
  } catch (error) {
    // An earlier scan of this process met a file that broke the parser of this thread.
    if (!canUseThreads || !hasErrorCode(error, "PARSER_BROKEN")) throw error;
    return new WorkerFactsReader(1, options.createWorker);
  }
  const inline = new InlineFactsReader(parser, options.parser === undefined);
  return canUseThreads
    ? new SteadyFactsReader(inline, () => new WorkerFactsReader(1, options.createWorker))
    : inline;
}

/** A thread can't run TypeScript: where this package runs from its sources, as in its own tests, there is no worker. */
function hasCompiledWorker(): boolean {
  return existsSync(new URL("../parse/parse-worker.js", import.meta.url));
}
