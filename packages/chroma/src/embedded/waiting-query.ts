import { Deadline, hasErrorCode } from "@stemma/core";
import { ChromaTimeoutError } from "../errors/chroma-timeout-error.js";
import type { QueryResult } from "../model/records.js";
import type { AttemptOptions } from "../service/chroma-backend.js";
import type { VectorBatch } from "../vectors/vector-batch.js";

/** A query that is about to be asked, maybe together with others; its time runs from here on. */
export class WaitingQuery {
  readonly vectors: VectorBatch;
  /** As it is answered; or TIMEOUT or CANCELLED, once it is {@link watch}ed. */
  readonly result: Promise<QueryResult>;
  readonly #deadline: Deadline;
  readonly #operationName: string;
  #resolve: (result: QueryResult | PromiseLike<QueryResult>) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #isWatched = false;
  #isOver = false;

  constructor(vectors: VectorBatch, options: AttemptOptions) {
    this.vectors = vectors;
    this.#operationName = options.operationName;
    this.#deadline = new Deadline(options.operationName, options);
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Whether nobody waits for an answer any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** What a call for this query alone may take, its signal included. */
  get options(): AttemptOptions {
    return { ...this.#deadline.rest(), operationName: this.#operationName };
  }

  /** Gives it the result of a call, or what a call for it alone will bring. */
  answer(result: QueryResult | Promise<QueryResult>): void {
    this.#isOver = true;
    this.#resolve(result);
  }

  /** Ends it when its time is up or its signal fires: where no call of its own does that. `onOver` is told of that. */
  watch(onOver: () => void = () => undefined): void {
    this.result.then(onOver, onOver);
    if (this.#isWatched) return;
    this.#isWatched = true;
    this.#deadline.race(this.result).catch((error: unknown) => {
      this.#isOver = true;
      this.#reject(this.#asChromaError(error));
    });
  }

  #asChromaError(error: unknown): unknown {
    if (!hasErrorCode(error, "TIMEOUT") || error instanceof ChromaTimeoutError) return error;
    const message = `did not finish within ${this.#deadline.timeoutMs} ms`;
    return new ChromaTimeoutError(message, { operationName: this.#operationName, cause: error });
  }
}
