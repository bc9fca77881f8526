import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Deadline, StemmaError } from "@stemma/core";
import type { Connection } from "mysql2/promise";
import { isDiskFull } from "../../errors/is-disk-full.js";
import { RepositoryFullError } from "../../errors/repository-full-error.js";
import { hasRoom } from "../has-room.js";
import { traceDirectory } from "../made-directory.js";
import type { SqlEngine, SqlParameter, SqlRow, SqlSession } from "../sql/sql-engine.js";
import { SqlFailure } from "../sql/sql-failure.js";
import { type DoltAddress, describeDoltAddress } from "./dolt-address.js";
import { DoltConnections } from "./dolt-connections.js";

/**
 * A Dolt sql-server as a remote wants a user; the password is DOLT_REMOTE_PASSWORD in the environment of the server that
 * asks. Without DOLT_REMOTE_USER Dolt uses its own credentials, as for DoltHub.
 */
function remoteArguments(url: string, environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  const user = environment["DOLT_REMOTE_USER"];
  return user && /^https?:/.test(url) ? ["--user", user] : [];
}

/** What a private server's keeper does for its user. */
export interface OwnServer {
  release(): Promise<void>;
  /** Releases; when nobody else is there the server ends at once, and what was made for it is removed. */
  discard(): Promise<void>;
  restart(): Promise<void>;
  /** It can't write any more: whoever comes next gets another one. */
  reportSpoiled(): void;
}

/** How each write begins: a procedure, or the transaction around rows. */
const WRITES = /^(CALL|SET autocommit = 0|CREATE)/;

const REMOVE_TIMEOUT_MS = 30_000;

/** Where Dolt keeps programs, each with a query for their kinds and names; the tables are there once there is one. */
const PROGRAM_TABLES: readonly (readonly [string, (from: string) => string])[] = [
  ["dolt_schemas", (from) => `SELECT type, name FROM ${from} LIMIT 10`],
  ["dolt_procedures", (from) => `SELECT 'procedure', name FROM ${from} LIMIT 10`],
];

/** Rows of one REPLACE statement. */
const ROWS_PER_STATEMENT = 100;

/** A database of a Dolt sql-server, over MySQL's protocol with server-side parameters. */
export class DoltEngine implements SqlEngine {
  readonly kind = "dolt";
  readonly location: string;
  readonly #connections: DoltConnections;
  readonly #database: string;
  readonly #server: OwnServer | undefined;
  /** The server met a full disk: it writes nothing any more until it is started anew. */
  #isSpoiled = false;

  /** @param server - When it is a private one; `location` is then its directory. */
  constructor(address: DoltAddress, server?: OwnServer, location = describeDoltAddress(address)) {
    this.location = location;
    this.#connections = new DoltConnections(address);
    this.#database = address.database;
    this.#server = server;
  }

  call(procedure: string, count: number): string {
    return `CALL ${procedure}(${Array.from({ length: count }, () => "?").join(", ")})`;
  }

  diffOf(table: string): string {
    return `dolt_commit_diff_${table} WHERE from_commit = ? AND to_commit = ?`;
  }

  bytesOf(column: string): string {
    return `LENGTH(${column})`;
  }

  /** JSON_VALID says no to every column of a long text, and judges what is computed from one. */
  oddDocument(): string {
    return "id = '' OR LENGTH(embedding) % 4 <> 0 OR (metadata IS NOT NULL AND NOT JSON_VALID(CONCAT(metadata, '')))";
  }

  /** They come with a clone, and run with the rights of the server's user; events run by themselves. */
  async programsIn(deadline: Deadline, commit: string): Promise<string[]> {
    const programs: string[] = [];
    for (const [table, sql] of PROGRAM_TABLES) {
      try {
        for (const row of await this.queryAt(deadline, commit, table, sql)) programs.push(row.join(" "));
      } catch (error) {
        if (!(error instanceof SqlFailure) || !/table not found/i.test(error.message)) throw error;
      }
    }
    return programs;
  }

  session(deadline: Deadline): SqlSession {
    return this.#session(deadline, () => this.#connections.to(undefined, deadline));
  }

  /** A session on the server itself, with no database. */
  serverSession(deadline: Deadline): SqlSession {
    return this.#session(deadline, () => this.#connections.to(null, deadline));
  }

  /** The name was checked to be letters, digits, _ and -; a statement can't take it as a parameter. */
  async createDatabase(deadline: Deadline): Promise<void> {
    await this.serverSession(deadline).query(`CREATE DATABASE \`${this.#database}\``);
  }

  async cloneDatabase(deadline: Deadline, url: string): Promise<void> {
    const parameters = [...remoteArguments(url), url, this.#database];
    await this.serverSession(deadline).query(this.call("dolt_clone", parameters.length), [parameters]);
  }

  queryAt(
    deadline: Deadline,
    commit: string,
    table: string,
    sql: (from: string) => string,
    parameters: readonly SqlParameter[] = [],
  ): Promise<SqlRow[]> {
    return this.#session(deadline, () => this.#connections.to(commit, deadline)).query(sql(table), [
      parameters,
    ]);
  }

  onBranch<T>(deadline: Deadline, branch: string, work: (session: SqlSession) => Promise<T>): Promise<T> {
    return work(this.#session(deadline, () => this.#connections.to(branch, deadline)));
  }

  /** Merges leave conflicts to be seen only without autocommit. */
  transaction<T>(deadline: Deadline, branch: string, work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.onBranch(deadline, branch, async (session) => {
      await session.query("SET autocommit = 0");
      await session.query("START TRANSACTION");
      try {
        return await work(session);
      } finally {
        const connection = await this.#connections.to(branch, deadline);
        await connection
          .query("ROLLBACK")
          .then(() => connection.query("SET autocommit = 1"))
          .catch(() => this.#connections.forget(connection));
      }
    });
  }

  /** Known of a private server alone: one that is given may see other files than this process. */
  async isEmptyRemote(url: string): Promise<boolean> {
    if (this.#server === undefined || !url.startsWith("file://")) return false;
    return (await readdir(fileURLToPath(url)).catch(() => [])).length === 0;
  }

  async traceRemote(url: string): Promise<() => Promise<void>> {
    return url.startsWith("file://")
      ? traceDirectory(fileURLToPath(url), ["oldgen"])
      : () => Promise.resolve();
  }

  remoteArguments(url: string): readonly string[] {
    return remoteArguments(url);
  }

  remoteUrl(url: string): Promise<string> {
    return Promise.resolve(url);
  }

  prepareRemote(): Promise<void> {
    return Promise.resolve();
  }

  /**
   * The server keeps what its connections have seen, and answers on none of them afterwards. Twice: one that is in the list of sessions no
   * more may not have ended yet, and what it had seen would stay; by the second time it has.
   */
  async collectGarbage(deadline: Deadline): Promise<void> {
    for (let round = 0; round < 2; round++) {
      await this.#connections.closeAndWait(deadline);
      await this.session(deadline).query(this.call("dolt_gc", 1), [["--full"]]);
      await this.#connections.close();
    }
  }

  async close(): Promise<void> {
    await this.#connections.close();
    await this.#server?.release();
  }

  /** Closes without a trace: a database that was made goes, and a private server's directory that was not there before. */
  async discard(isDatabaseMade: boolean): Promise<void> {
    const deadline = new Deadline("RemoveRepository", { timeoutMs: REMOVE_TIMEOUT_MS });
    try {
      if (isDatabaseMade) await this.serverSession(deadline).query(`DROP DATABASE \`${this.#database}\``);
    } finally {
      await this.#connections.close();
      await (this.#server?.discard() ?? Promise.resolve());
    }
  }

  /** On a full disk Dolt says so, or its server ends. */
  async #failure(error: unknown): Promise<Error> {
    const failure = this.#connections.failure(error);
    if (this.#server === undefined) return failure;
    if (isDiskFull(failure.message)) {
      this.#isSpoiled = true;
      this.#server.reportSpoiled();
    } else if (StemmaError.isInstance(failure) && !(await hasRoom(this.location))) {
      return new RepositoryFullError(this.location, { cause: error });
    }
    return failure;
  }

  /** While there is no room yet reading goes on; the first write after that gets a server that can write. */
  async #renewServer(deadline: Deadline): Promise<void> {
    if (this.#server === undefined) return;
    if (!(await hasRoom(this.location))) throw new RepositoryFullError(this.location);
    await this.#connections.close();
    await deadline.race(this.#server.restart());
    this.#isSpoiled = false;
  }

  #session(deadline: Deadline, connect: () => Promise<Connection>): SqlSession {
    return {
      query: async (sql, rows = [[]]) => {
        if (this.#isSpoiled && WRITES.test(sql)) await this.#renewServer(deadline);
        const connection = await connect();
        try {
          return await deadline.race(runAll(connection, sql, rows));
        } catch (error) {
          // After a time-out the statement may still run on this connection.
          const isGone = StemmaError.isInstance(error) || COLLECTED.test((error as Error).message);
          if (isGone) this.#connections.forget(connection);
          throw StemmaError.isInstance(error) ? error : await this.#failure(error);
        }
      },
    };
  }
}

/** What Dolt says on a connection from before a garbage collection, whoever has asked for that. */
const COLLECTED = /online garbage collection/;

async function runAll(
  connection: Connection,
  sql: string,
  rows: readonly (readonly SqlParameter[])[],
): Promise<SqlRow[]> {
  const found: SqlRow[] = [];
  const step = sql.startsWith("REPLACE") ? ROWS_PER_STATEMENT : 1;
  for (let start = 0; start < rows.length; start += step) {
    const some = rows.slice(start, start + step);
    for (const row of await run(connection, repeatValues(sql, some.length), some.flat())) found.push(row);
  }
  return found;
}

async function run(
  connection: Connection,
  sql: string,
  parameters: readonly SqlParameter[],
): Promise<SqlRow[]> {
  if (parameters.length === 0) return rowsOf((await connection.query(sql))[0]);
  return rowsOf((await connection.execute(sql, parameters.map(toDriver)))[0]);
}

/** `… VALUES (?, ?)` for several rows. */
function repeatValues(sql: string, count: number): string {
  if (count < 2) return sql;
  return sql.replace(/\([?, ]+\)$/, (values) => Array.from({ length: count }, () => values).join(", "));
}

function toDriver(value: SqlParameter): string | number | null | Buffer {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

/** A procedure's rows come with its status behind them. */
function rowsOf(result: unknown): SqlRow[] {
  if (!Array.isArray(result)) return [];
  const rows = result as unknown[];
  const isProcedure = rows.length === 2 && Array.isArray(rows[0]) && Array.isArray(rows[0][0]);
  return (isProcedure && !Array.isArray(rows[1]) ? rows[0] : rows) as SqlRow[];
}
