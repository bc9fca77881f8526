import { createRequire } from "node:module";
import { type CallOptions, ClosedError, Deadline } from "@stemma/core";
import type { Driver, ManagedTransaction, default as Neo4j } from "neo4j-driver";
import { toGraphStoreError } from "./neo4j-errors.js";

/** A row by the names that the query returns. Integers are numbers. */
export type Row = Record<string, unknown>;

/** Runs one statement within a transaction. */
export type RunStatement = (query: string, parameters?: Readonly<Record<string, unknown>>) => Promise<Row[]>;

/** How a {@link Neo4jManager} connects. */
export interface Neo4jManagerOptions {
  /** The user's home database by default. */
  readonly database?: string | undefined;
  /** How long a transaction is repeated after transient failures, in milliseconds; 15,000 by default. */
  readonly retryMs?: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 60_000;

const DEFAULT_RETRY_MS = 15_000;

/**
 * The one way to a Neo4j server or cluster (`bolt://`, `neo4j://`, with `+s` for TLS). Statements run in managed
 * transactions, which the driver repeats after transient failures and sends to the right member of a cluster.
 *
 * @example
 * ```ts
 * const manager = new Neo4jManager("bolt://127.0.0.1:7687", "neo4j", password);
 * const [row] = await manager.runQuery("MATCH (n:FILE {path: $path}) RETURN count(n) AS count", { path: "/root.py" });
 * ```
 */
export class Neo4jManager {
  readonly uri: string;
  readonly #driver: Driver;
  readonly #database: string | undefined;
  readonly #underWay = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  constructor(uri: string, user: string, password: string, options: Neo4jManagerOptions = {}) {
    this.uri = uri;
    this.#database = options.database;
    // Nearly 500 files, which no command needs that has its graph in SQLite.
    const neo4j = createRequire(import.meta.url)("neo4j-driver") as typeof Neo4j;
    // The driver declares its options as classes, of which nobody makes instances.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
    this.#driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
      disableLosslessIntegers: true,
      maxTransactionRetryTime: options.retryMs ?? DEFAULT_RETRY_MS,
      userAgent: "stemma",
    });
  }

  /** Server and database, without credentials. */
  get location(): string {
    return `${this.uri}/${this.#database ?? ""}`;
  }

  /** Runs one statement in a transaction of its own. A time-out or abort rolls it back unless it is being committed. */
  async runQuery(
    query: string,
    parameters: Readonly<Record<string, unknown>> = {},
    options: CallOptions = {},
  ): Promise<Row[]> {
    return this.transaction("RunQuery", options, (run) => run(query, parameters));
  }

  /** Runs several statements in one transaction. `work` may be called again after a transient failure. */
  async transaction<T>(
    operationName: string,
    options: CallOptions,
    work: (run: RunStatement) => Promise<T>,
  ): Promise<T> {
    if (this.#closed !== undefined) throw new ClosedError("The connection to Neo4j");
    const deadline = new Deadline(operationName, options, DEFAULT_TIMEOUT_MS);
    deadline.check();
    // What was given up is not waited for by close(), which then breaks its connection, and the server rolls it back.
    const done = deadline.race(this.#execute(deadline, work));
    this.#underWay.add(done);
    const forget = (): void => void this.#underWay.delete(done);
    done.then(forget, forget);
    return done;
  }

  /** Lets what is under way finish, then closes every connection; idempotent. */
  async close(): Promise<void> {
    this.#closed ??= (async () => {
      await Promise.allSettled(this.#underWay);
      await this.#driver.close();
    })();
    await this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #execute<T>(deadline: Deadline, work: (run: RunStatement) => Promise<T>): Promise<T> {
    const database = this.#database === undefined ? {} : { database: this.#database };
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
    const session = this.#driver.session(database);
    try {
      return await session.executeWrite(
        async (transaction) => {
          const result = await work((query, parameters) =>
            runStatement(transaction, deadline, query, parameters),
          );
          // Last moment to undo everything.
          deadline.check();
          return result;
        },
        Number.isFinite(deadline.timeoutMs) ? { timeout: Math.ceil(deadline.remainingMs()) } : {},
      );
    } catch (error) {
      throw toGraphStoreError(error, this.uri);
    } finally {
      // A lost connection can't be closed either; the first error is the one that tells.
      await session.close().catch(() => undefined);
    }
  }
}

async function runStatement(
  transaction: ManagedTransaction,
  deadline: Deadline,
  query: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Row[]> {
  deadline.check();
  const { records } = await transaction.run(query, parameters);
  return records.map((record) => record.toObject());
}
