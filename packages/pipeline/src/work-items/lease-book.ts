import { chmodSync } from "node:fs";
import { DatabaseSync } from "@photostructure/sqlite";
import { type Clock, randomHexId, systemClock } from "@stemma/core";
import { currentProcessIdentity, isKnownDead, type ProcessIdentity } from "@stemma/graph-store";
import {
  CREATE_ASKED_AGAIN,
  CREATE_LEASES,
  END_LEASE,
  END_LEASE_OF,
  FORGET_ASKED_AGAIN,
  HOLD_LEASE,
  NOTE_ASKED_AGAIN,
  PREPARATIONS,
  SELECT_LEASES,
  TAKE_LEASE,
} from "./queries/lease-queries.js";

/** How long a submission that has begun is left in peace. */
const USE_MS = 60_000;

interface LeaseRow extends ProcessIdentity {
  readonly nodeId: string;
  readonly expiresAtMs: number;
}

/**
 * Which nodes somebody is writing of, in a SQLite file that all assistants of a tree share: of several that take a node at once one has
 * it. A lease ends by itself, or with the process that took it. Nothing is lost with the file but who holds what.
 */
export class LeaseBook {
  readonly #database: InstanceType<typeof DatabaseSync>;
  readonly #clock: Pick<Clock, "now">;
  readonly #holder: ProcessIdentity;

  private constructor(
    database: InstanceType<typeof DatabaseSync>,
    clock: Pick<Clock, "now">,
    holder: ProcessIdentity,
  ) {
    this.#database = database;
    this.#clock = clock;
    this.#holder = holder;
  }

  static open(
    file: string,
    { clock = systemClock, holder = currentProcessIdentity() }: LeaseBookOptions = {},
  ): LeaseBook {
    const database = new DatabaseSync(file);
    try {
      chmodSync(file, 0o600);
      for (const statement of [...PREPARATIONS, CREATE_LEASES, CREATE_ASKED_AGAIN]) database.exec(statement);
      return new LeaseBook(database, clock, holder);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Nodes that somebody holds now. What dead processes held is free again. */
  held(): ReadonlySet<string> {
    const now = this.#clock.now();
    const held = new Set<string>();
    for (const lease of this.#database.prepare(SELECT_LEASES).all() as unknown as LeaseRow[]) {
      if (lease.expiresAtMs <= now) continue;
      if (isKnownDead(lease))
        this.#database.prepare(END_LEASE_OF).run(lease.nodeId, lease.pid, lease.startedAt);
      else held.add(lease.nodeId);
    }
    return held;
  }

  /** The token of a lease, for whoever is first; `undefined` where somebody has the node. */
  take(nodeId: string, nodeKey: string, leaseMs: number): string | undefined {
    const now = this.#clock.now();
    const token = randomHexId();
    const { host, pid, startedAt } = this.#holder;
    const { changes } = this.#database
      .prepare(TAKE_LEASE)
      .run(nodeId, nodeKey, token, host, pid, startedAt, now + leaseMs, now);
    return changes === 1 ? token : undefined;
  }

  /** The key that the lease was taken for, held for the minute of its use; `undefined` where it is over, or was never this one's. */
  hold(nodeId: string, token: string): string | undefined {
    const now = this.#clock.now();
    const row: unknown = this.#database.prepare(HOLD_LEASE).get(now + USE_MS, nodeId, token, now);
    return (row as { nodeKey: string } | undefined)?.nodeKey;
  }

  /** Whether something was given back by this lease for the first time. */
  giveBackOnce(token: string): boolean {
    this.#database.prepare(FORGET_ASKED_AGAIN).run();
    return this.#database.prepare(NOTE_ASKED_AGAIN).run(token).changes === 1;
  }

  end(nodeId: string, token: string): void {
    this.#database.prepare(END_LEASE).run(nodeId, token);
  }

  close(): void {
    this.#database.close();
  }
}

/** Time and process, for tests. */
interface LeaseBookOptions {
  readonly clock?: Pick<Clock, "now"> | undefined;
  readonly holder?: ProcessIdentity | undefined;
}
