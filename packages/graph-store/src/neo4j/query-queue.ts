import { type CallOptions, ClosedError, Deadline } from "@stemma/core";
import type { Neo4jManager, Row } from "./neo4j-manager.js";

/**
 * What an operation is about. `code`: only reads nodes and their relations. `session`: sessions, documentation and the journal,
 * and reads of these. `all`: changes of the code, or reads of both.
 */
export type Lane = "code" | "session" | "all";

/**
 * Operations of one store, with the results that they would have one after the other in the order of the calls: a read sees
 * every write called before it. What sessions write does not show in nodes and relations, so the reads of these need not
 * wait for it: a run's next sources are read while its last texts are written, each by a thread of the server.
 */
export class QueryQueue {
  readonly #manager: Neo4jManager;
  readonly #last = {
    code: Promise.resolve<unknown>(undefined),
    session: Promise.resolve<unknown>(undefined),
  };
  #isClosed = false;

  constructor(manager: Neo4jManager) {
    this.#manager = manager;
  }

  /** One statement, through {@link Neo4jManager.runQuery}. */
  run(
    lane: Lane,
    operationName: string,
    query: string,
    parameters: Readonly<Record<string, unknown>>,
    options: CallOptions = {},
  ): Promise<Row[]> {
    return this.enqueue(lane, operationName, options, (rest) =>
      this.#manager.runQuery(query, parameters, rest),
    );
  }

  /** Work made of several calls that belong together. */
  enqueue<T>(
    lane: Lane,
    operationName: string,
    options: CallOptions,
    work: (rest: CallOptions) => Promise<T>,
  ): Promise<T> {
    if (this.#isClosed) return Promise.reject(new ClosedError("The graph store"));
    const deadline = new Deadline(operationName, options);
    const lanes = lane === "all" ? (["code", "session"] as const) : [lane];
    const done = Promise.all(lanes.map((each) => this.#last[each])).then(() => {
      deadline.check();
      const timeoutMs = Number.isFinite(deadline.timeoutMs) ? deadline.remainingMs() : undefined;
      return work({ timeoutMs, signal: options.signal });
    });
    const settled = done.catch(() => undefined);
    for (const each of lanes) this.#last[each] = settled;
    return deadline.race(done);
  }

  /** Refuses what comes after; resolves when what came before is done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#last.code, this.#last.session]);
  }
}
