import { Worker } from "node:worker_threads";
import { type Clock, systemClock } from "@stemma/core";
import { GrammarNotLoadedError } from "../errors/grammar-not-loaded-error.js";
import { ParseFailedError } from "../errors/parse-failed-error.js";
import { ParseTimeoutError } from "../errors/parse-timeout-error.js";
import type { FileFacts } from "../facts/file-facts.js";
import { type AnyLanguage, isTextLanguage } from "../languages/language.js";
import type { FactsReader } from "./facts-reader.js";
import type { ParseAnswer, ParseRequest } from "./parse-messages.js";

/** A thread gets this much longer than the parse itself may take, then it is ended and replaced. */
const GRACE_MS = 5_000;

interface Job {
  readonly request: ParseRequest;
  readonly wasm: string;
  readonly resolve: (facts: FileFacts) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
  cancelTimer: () => void;
}

/**
 * Reads facts on worker threads, each with one file at a time. A thread that hangs or dies takes only its file along
 * and is replaced. Threads start with the first files that need them.
 */
export class WorkerFactsReader implements FactsReader {
  readonly #count: number;
  readonly #createWorker: () => Worker;
  readonly #clock: Clock;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Job[] = [];

  /** @param count - most threads at a time. */
  constructor(count: number, createWorker: () => Worker = createCompiledWorker, clock: Clock = systemClock) {
    this.#count = count;
    this.#createWorker = createWorker;
    this.#clock = clock;
  }

  readFacts(language: AnyLanguage, text: string, timeoutMs: number): Promise<FileFacts> {
    return new Promise((resolve, reject) => {
      const request = { languageName: language.name, text, timeoutMs };
      this.#waiting.push({
        request,
        wasm: isTextLanguage(language) ? "" : language.grammar.wasm,
        resolve,
        reject,
      });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    const threads = [...this.#threads];
    this.#threads.clear();
    await Promise.all(
      threads.map(async (thread) => {
        thread.cancelTimer();
        thread.job?.reject(new ParseFailedError("the scan was closed"));
        await thread.worker.terminate();
      }),
    );
    for (const job of this.#waiting.splice(0)) job.reject(new ParseFailedError("the scan was closed"));
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      let thread = [...this.#threads].find(({ job }) => job === null);
      if (thread === undefined && this.#threads.size < this.#count) thread = this.#start();
      if (thread === undefined) return;
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#give(thread, job);
    }
  }

  #start(): Thread {
    const thread: Thread = { worker: this.#createWorker(), job: null, cancelTimer: () => undefined };
    this.#threads.add(thread);
    thread.worker.on("message", (answer: ParseAnswer) => {
      const job = this.#take(thread);
      if (job !== null) settle(job, answer);
      if ("code" in answer && answer.code === "PARSER_BROKEN") {
        // Nothing that this thread says from now on could be relied upon.
        this.#threads.delete(thread);
        void thread.worker.terminate();
      }
      this.#assign();
    });
    thread.worker.on("error", (error) => this.#lose(thread, new ParseFailedError(String(error), error)));
    thread.worker.on("exit", (code) =>
      this.#lose(thread, new ParseFailedError(`its thread ended with ${code}`)),
    );
    return thread;
  }

  #give(thread: Thread, job: Job): void {
    thread.job = job;
    thread.worker.postMessage(job.request);
    thread.cancelTimer = this.#clock.schedule(job.request.timeoutMs + GRACE_MS, () => {
      void thread.worker.terminate();
      this.#lose(thread, new ParseTimeoutError(job.request.timeoutMs));
    });
  }

  #take(thread: Thread): Job | null {
    const { job } = thread;
    thread.job = null;
    thread.cancelTimer();
    return job;
  }

  /** The thread is gone: its file fails, the waiting ones get another thread. */
  #lose(thread: Thread, error: Error): void {
    if (!this.#threads.delete(thread)) return;
    this.#take(thread)?.reject(error);
    this.#assign();
  }
}

function settle(job: Job, answer: ParseAnswer): void {
  if ("facts" in answer) job.resolve(answer.facts);
  else if (answer.code === "PARSE_TIMEOUT") job.reject(new ParseTimeoutError(job.request.timeoutMs));
  else if (answer.code === "GRAMMAR_NOT_LOADED")
    job.reject(new GrammarNotLoadedError(job.wasm, answer.message));
  else job.reject(new ParseFailedError(answer.message));
}

function createCompiledWorker(): Worker {
  // More stack than the default 4 MB for deeply nested text; the same limits hold on every thread.
  return new Worker(new URL("./parse-worker.js", import.meta.url), { resourceLimits: { stackSizeMb: 8 } });
}
