import { type CallOptions, ClosedError, Deadline } from "@stemma/core";
import type { Neo4jManager, Row, RunStatement } from "./neo4j-manager.js";

/**
 * Operations of one store, one after the other in the order of the calls, so that a read sees every write called before
 * it. More at a time gains nothing: the server's work is the limit (measured).
 */
export class QueryQueue {
  readonly #manager: Neo4jManager;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(manager: Neo4jManager) {
    this.#manager = manager;
  }

  /** One statement, through {@link Neo4jManager.runQuery}. */
  run(
    operationName: string,
    query: string,
    parameters: Readonly<Record<string, unknown>>,
    options: CallOptions = {},
  ): Promise<Row[]> {
    return this.enqueue(operationName, options, (rest) => this.#manager.runQuery(query, parameters, rest));
  }

  /** Several statements in one transaction. */
  transaction<T>(
    operationName: string,
    options: CallOptions,
    work: (run: RunStatement) => Promise<T>,
  ): Promise<T> {
    return this.enqueue(operationName, options, (rest) =>
      this.#manager.transaction(operationName, rest, work),
    );
  }

  /** Work made of several calls that belong together. */
  enqueue<T>(
    operationName: string,
    options: CallOptions,
    work: (rest: CallOptions) => Promise<T>,
  ): Promise<T> {
    if (this.#isClosed) return Promise.reject(new ClosedError("The graph store"));
    const deadline = new Deadline(operationName, options);
    const done = this.#last.then(() => {
      deadline.check();
      const timeoutMs = Number.isFinite(deadline.timeoutMs) ? deadline.remainingMs() : undefined;
      return work({ timeoutMs, signal: options.signal });
    });
    this.#last = done.catch(() => undefined);
    return deadline.race(done);
  }

  /** Refuses what comes after; resolves when what came before is done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
  }
}
