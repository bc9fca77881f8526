import { type CallOptions, type Clock, hasErrorCode, randomHexId, systemClock } from "@stemma/core";
import { callPython, type PythonLink } from "./call-python.js";

/** The first opening imports Chroma, a second on a machine at rest and half a minute on one that is busy and has not read it yet. */
const openTimeoutMs = 120_000;

/** Which part of which place a client works on. */
export interface ClientTarget {
  /** Absolute path, `memory:` or `memory:<name>`. */
  readonly location: string;
  readonly tenant: string;
  readonly database: string;
}

/** An open Python client. */
export interface PooledClient extends ClientTarget {
  readonly id: string;
  readonly version: string;
}

/** A user's share of a client. */
export interface ClientLease {
  readonly client: PooledClient;
  /** Gives the share back; the last one closes the client. Idempotent. */
  release(): Promise<void>;
}

interface OpenedClient {
  readonly location: string;
  readonly version: string;
  readonly taken_over_from: Readonly<Record<string, unknown>>;
  readonly set_aside: readonly Readonly<Record<"collection" | "problem" | "folder", string>>[];
}

interface Entry {
  readonly opening: Promise<PooledClient>;
  users: number;
  cancelEviction: () => void;
}

/**
 * Python clients by place, shared by their users. A client stays open for `idleMs` after its last user (default 0: it is
 * closed at once, and with it every file handle).
 */
export class ChromaClientPool {
  readonly #link: PythonLink;
  readonly #idleMs: number;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();

  constructor(
    link: PythonLink,
    { idleMs = 0, clock = systemClock }: { idleMs?: number; clock?: Clock } = {},
  ) {
    this.#link = link;
    this.#idleMs = idleMs;
    this.#clock = clock;
  }

  /** Opens a client, or shares the open one, by default within 120 s. Rejects with DATA_DIRECTORY_LOCKED, DATABASE_NOT_FOUND, … */
  async acquire(target: ClientTarget, options: CallOptions = {}): Promise<ClientLease> {
    // Nothing shares a nameless memory.
    const key = target.location === "memory:" ? randomHexId() : JSON.stringify(target);
    const entry = this.#entries.get(key) ?? this.#open(key, target, options);
    entry.users += 1;
    entry.cancelEviction();
    const client = await entry.opening;
    let released: Promise<void> | undefined;
    return { client, release: () => (released ??= this.#release(key, entry, client)) };
  }

  /** The open client of this id. */
  async getClient(id: string): Promise<PooledClient | undefined> {
    const clients = await Promise.all([...this.#entries.values()].map((entry) => entry.opening));
    return clients.find((client) => client.id === id);
  }

  /** Open clients and their users; a client with 0 users waits for its eviction. */
  stats(): { readonly clients: number; readonly users: number } {
    let users = 0;
    for (const entry of this.#entries.values()) users += entry.users;
    return { clients: this.#entries.size, users };
  }

  /** Closes clients that only wait for their eviction; clients in use stay their users'. */
  async closeIdle(): Promise<void> {
    const idle = [...this.#entries].filter(([, entry]) => entry.users === 0);
    await Promise.all(idle.map(async ([key, entry]) => this.#evict(key, entry, await entry.opening)));
  }

  #open(key: string, target: ClientTarget, options: CallOptions): Entry {
    const id = randomHexId(8);
    const entry: Entry = {
      users: 0,
      cancelEviction: () => undefined,
      opening: this.#openClient(id, target, options).catch((error: unknown) => {
        this.#entries.delete(key);
        throw error;
      }),
    };
    this.#entries.set(key, entry);
    return entry;
  }

  async #openClient(id: string, target: ClientTarget, options: CallOptions): Promise<PooledClient> {
    const { location, tenant, database } = target;
    try {
      const args = [id, location, tenant, database];
      const opened = await callPython<OpenedClient>(this.#link, "OpenClient", "stores.open_client", args, {
        ...options,
        timeoutMs: options.timeoutMs ?? openTimeoutMs,
      });
      const previous = opened.taken_over_from;
      if ("pid" in previous) {
        this.#link.logger.warn(
          { location, previous },
          "Took over the data directory of a process that had died",
        );
      }
      for (const { collection, problem, folder } of opened.set_aside) {
        this.#link.logger.warn(
          { location, collection, problem, folder },
          "A damaged vector index was set aside; `stemma repair` rebuilds it",
        );
      }
      return { ...target, id, location: opened.location, version: opened.version };
    } catch (error) {
      // The opening may still finish in Python; what stands behind it in the queue undoes it.
      if (hasErrorCode(error, "TIMEOUT") || hasErrorCode(error, "CANCELLED")) {
        this.#closeClient(id).catch(() => undefined);
      }
      throw error;
    }
  }

  async #release(key: string, entry: Entry, client: PooledClient): Promise<void> {
    entry.users -= 1;
    if (entry.users > 0) return;
    if (this.#idleMs === 0) return this.#evict(key, entry, client);
    entry.cancelEviction = this.#clock.schedule(
      this.#idleMs,
      () => {
        this.#evict(key, entry, client).catch(() => undefined); // logged by callPython
      },
      { keepAlive: false },
    );
  }

  async #evict(key: string, entry: Entry, client: PooledClient): Promise<void> {
    entry.cancelEviction();
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    await this.#closeClient(client.id);
  }

  async #closeClient(id: string): Promise<void> {
    const { closing, ...link } = this.#link;
    const closed = await callPython<{ still_open: string[]; used_by: string[] }>(
      { ...link, python: closing ?? link.python },
      "CloseClient",
      "stores.close_client",
      [id],
    );
    if (closed.used_by.length > 0) {
      this.#link.logger.warn(
        { usedBy: closed.used_by },
        "Another process has opened the data directory meanwhile; two writers damage it",
      );
    }
    if (closed.still_open.length > 0) {
      this.#link.logger.warn(
        { stillOpen: closed.still_open },
        "Files of a closed data directory are still open",
      );
    }
  }
}
