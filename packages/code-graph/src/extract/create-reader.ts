import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { type Clock, hasErrorCode, systemClock } from "@stemma/core";
import type { AnyLanguage } from "../languages/language.js";
import { SourceParser } from "../parse/source-parser.js";
import { type FactsReader, InlineFactsReader } from "./facts-reader.js";
import { FallbackFactsReader } from "./fallback-facts-reader.js";
import { WorkerFactsReader } from "./worker-facts-reader.js";

/** Starting threads takes as long as parsing this many files. */
const FILES_WORTH_THREADS = 200;
const MOST_THREADS = 4;

/** How texts are turned into facts; everything has a default. */
export interface ReaderOptions {
  /** Default: every supported language. */
  readonly languages?: readonly AnyLanguage[] | undefined;
  /** A parser to reuse over several scans; stays open. Default: one made for this scan. */
  readonly parser?: SourceParser | undefined;
  /**
   * Threads that parse; 0 for none. Default: 0 where fewer than 200 files are new to the graph, otherwise the
   * machine's cores, at most 4. Threads read only the built-in languages.
   */
  readonly workers?: number | undefined;
  /** Starts a parsing thread; for tests, which run without a build. Default: the compiled one. */
  readonly createWorker?: (() => Worker) | undefined;
  readonly clock?: Clock | undefined;
}

/** The reader that suits a scan in which about `newFiles` files are to be parsed. */
export async function createReader(options: ReaderOptions, newFiles: number): Promise<FactsReader> {
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
    ? new FallbackFactsReader(inline, () => new WorkerFactsReader(1, options.createWorker))
    : inline;
}

/** A thread can't run TypeScript: where this package runs from its sources, as in its own tests, there is no worker. */
function hasCompiledWorker(): boolean {
  return existsSync(new URL("./parse-worker.js", import.meta.url));
}
