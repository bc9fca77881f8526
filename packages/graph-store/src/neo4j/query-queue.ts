import { type CallOptions, ClosedError, Deadline } from "@stemma/core";
import type { Neo4jManager, Row } from "./neo4j-manager.js";

/** What an operation is about, by the queues in which it waits. */
const QUEUES = {
  /** Only reads nodes and their relations. */
  code: ["code"],
  /** Statuses and documentation. */
  texts: ["texts"],
  /** The journal of paid calls. */
  journal: ["journal"],
  /** Sessions themselves, on which the others depend, and what records of all that they hold. */
  session: ["texts", "journal"],
  /** Changes of the code, or reads of all. */
  all: ["code", "texts", "journal"],
} as const;

export type Lane = keyof typeof QUEUES;

/**
 * Operations of one store, with the results that they would have one after the other in the order of the calls: a read sees
 * every write called before it. What does not show in one another need not wait for one another, and has a thread of the
 * server each: a run's next sources are read while its last texts are written, and a worker's answer is stored meanwhile.
 */
export class QueryQueue {
  readonly #manager: Neo4jManager;
  readonly #last = {
    code: Promise.resolve<unknown>(undefined),
    texts: Promise.resolve<unknown>(undefined),
    journal: Promise.resolve<unknown>(undefined),
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
    const queues = QUEUES[lane];
    const done = Promise.all(queues.map((each) => this.#last[each])).then(() => {
      deadline.check();
      return work(deadline.rest());
    });
    const settled = done.catch(() => undefined);
    for (const each of queues) this.#last[each] = settled;
    return deadline.race(done);
  }

  /** Refuses what comes after; resolves when what came before is done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(Object.values(this.#last));
  }
}
