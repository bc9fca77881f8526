import { setTimeout as sleep } from "node:timers/promises";
import type { Deadline } from "@stemma/core";
import type { Connection } from "mysql2/promise";
import { DoltUnavailableError } from "../../errors/dolt-unavailable-error.js";
import { SqlFailure } from "../sql/sql-failure.js";
import { type DoltAddress, describeDoltAddress } from "./dolt-address.js";

/** Connections kept open; the least recently used one goes. */
const CAPACITY = 6;

/** How long a server may take to end the sessions of connections that were closed, and how often it is asked. */
const SESSION_END_MS = 10_000;
const POLL_MS = 5;

const NETWORK_CODES = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|PROTOCOL_|ER_ACCESS_DENIED|HANDSHAKE_)/;

/**
 * Connections by revision: the branch or commit is pinned in the database's name, so that no connection ever changes its
 * branch.
 */
export class DoltConnections {
  readonly #address: DoltAddress;
  readonly #open = new Map<string, Connection>();
  /** The server's numbers of those that were ended; it ends their sessions a moment later than it was told. */
  readonly #ended = new Set<number>();

  constructor(address: DoltAddress) {
    this.#address = address;
  }

  /** To the default branch without a `revision`, to no database at all for `null`. */
  async to(revision: string | null | undefined, deadline: Deadline): Promise<Connection> {
    const { database } = this.#address;
    const name = revision === null ? "" : revision === undefined ? database : `${database}/${revision}`;
    const known = this.#open.get(name);
    if (known) {
      this.#open.delete(name);
      this.#open.set(name, known);
      return known;
    }
    const connection = await deadline.race(this.#connect(name, deadline));
    connection.on("error", () => this.#open.delete(name));
    this.#open.set(name, connection);
    await this.#trim();
    return connection;
  }

  /** Drops a connection whose state is unknown. */
  forget(connection: Connection): void {
    for (const [name, open] of this.#open) if (open === connection) this.#open.delete(name);
    connection.destroy();
    this.#ended.add(connection.threadId);
  }

  async close(): Promise<void> {
    const connections = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(connections.map((connection) => this.#end(connection)));
  }

  /**
   * Closes all, and waits until the server has ended their sessions: for it what a session has seen is in use. Not for long: the server
   * may have been started anew meanwhile, and others have the numbers.
   */
  async closeAndWait(deadline: Deadline): Promise<void> {
    await this.close();
    const observer = await this.to(null, deadline);
    for (const until = performance.now() + SESSION_END_MS; performance.now() < until; ) {
      const [rows] = await deadline.race(observer.query("SHOW PROCESSLIST"));
      const living = new Set((rows as unknown as readonly (readonly unknown[])[]).map(([id]) => Number(id)));
      if (![...this.#ended].some((id) => living.has(id))) break;
      await sleep(POLL_MS);
    }
    this.#ended.clear();
  }

  async #connect(database: string, deadline: Deadline): Promise<Connection> {
    const { host, port, socketPath, user, password, tls } = this.#address;
    try {
      // A hundred files, which no command needs that has its history in doltlite.
      const { createConnection } = await import("mysql2/promise");
      return await createConnection({
        ...(socketPath === undefined ? { host, port } : { socketPath }),
        user,
        password,
        charset: "utf8mb4",
        dateStrings: true,
        timezone: "Z",
        rowsAsArray: true,
        connectTimeout: Math.min(deadline.remainingMs(), 10_000),
        ...(database === "" ? {} : { database }),
        ...(tls ? { ssl: {} } : {}),
      });
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** What a failed connection or statement becomes. */
  failure(error: unknown): Error {
    const { code = "", errno, message } = error as { code?: string; errno?: number; message: string };
    if (NETWORK_CODES.test(code) || message.includes("in closed state")) {
      return new DoltUnavailableError(describeDoltAddress(this.#address), message, { cause: error });
    }
    return new SqlFailure(message, errno, { cause: error });
  }

  async #trim(): Promise<void> {
    while (this.#open.size > CAPACITY) {
      const [name, connection] = [...this.#open][0] ?? [];
      if (name === undefined || connection === undefined) return;
      this.#open.delete(name);
      await this.#end(connection);
    }
  }

  async #end(connection: Connection): Promise<void> {
    this.#ended.add(connection.threadId);
    await connection.end().catch(() => undefined);
  }
}
