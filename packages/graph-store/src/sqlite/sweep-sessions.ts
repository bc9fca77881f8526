import { isKnownDead } from "../session/process-identity.js";
import { DELETE_SESSION, SELECT_SESSIONS } from "./queries/session-queries.js";
import type { SqliteConnection, Steps } from "./sqlite-connection.js";

interface SessionRow {
  session_id: string;
  host: string;
  pid: number;
  process_started_at: string;
  lease_ends_at_ms: number;
}

/** Removes the sessions of dead processes and of ended leases within the current transaction; gives their ids. */
export function* sweepSessions(connection: SqliteConnection, nowMs: number): Steps<string[]> {
  const swept: string[] = [];
  for (const row of connection.statement(SELECT_SESSIONS).all() as SessionRow[]) {
    const holder = { host: row.host, pid: row.pid, startedAt: row.process_started_at };
    if (row.lease_ends_at_ms >= nowMs && !isKnownDead(holder)) continue;
    connection.statement(DELETE_SESSION).run(row.session_id);
    swept.push(row.session_id);
    yield;
  }
  return swept;
}
