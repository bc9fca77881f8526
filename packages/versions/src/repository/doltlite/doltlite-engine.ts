import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { CancelledError, Deadline, randomHexId, systemClock, TimeoutError } from "@stemma/core";
import { closingLink, type PythonError } from "@stemma/python-context";
import { callPython, type PythonFunction, type PythonLink } from "../../python/call-python.js";
import type { SqlEngine, SqlParameter, SqlRow, SqlSession } from "../sql/sql-engine.js";
import { SqlFailure } from "../sql/sql-failure.js";
import { fileOfRemote } from "./file-remote.js";

/** None inside the library: it would keep Python's one thread, on which the holder of the lock may have to go on. */
const BUSY_TIMEOUT_MS = 0;
const BUSY = /^database is (locked|busy)/;
const BUSY_PATIENCE_MS = 30_000;
const BUSY_DELAY_MS = 20;
const CLEAN_UP_TIMEOUT_MS = 10_000;
const SELECT_HEAD = "SELECT hash FROM dolt_branches WHERE name = ?";

const typed = (columns: readonly string[], types: string): string[] =>
  columns.map((column) => `typeof(${column}) NOT IN (${types})`);

const ODD_DOCUMENT = [
  ...typed(["collection", "id", "content_hash"], "'text'"),
  ...typed(["document", "uri", "metadata", "embedding_model"], "'text', 'null'"),
  ...typed(["embedding"], "'blob'"),
  ...typed(["stale"], "'integer'"),
  "id = ''",
  "LENGTH(embedding) % 4 <> 0",
  "CASE WHEN metadata IS NULL THEN 0 WHEN NOT json_valid(metadata) THEN 1 ELSE json_type(metadata) <> 'object' END",
].join(" OR ");

/** One connection to a doltlite file, in this process's Python. A connection has its own branch: `dolt_checkout`. */
export class DoltliteEngine implements SqlEngine {
  readonly kind = "doltlite";
  readonly location: string;
  readonly #link: PythonLink;
  #sessionId = randomHexId();
  /** Inside of one the lock is held already. */
  #isInTransaction = false;

  private constructor(location: string, link: PythonLink) {
    this.location = location;
    this.#link = link;
  }

  /** Opens the file; with `create` also one that is not there. */
  static async open(
    path: string,
    link: PythonLink,
    create: boolean,
    deadline: Deadline,
  ): Promise<DoltliteEngine> {
    const engine = new DoltliteEngine(path, link);
    try {
      await engine.#connect(create, deadline);
    } catch (error) {
      await engine.close();
      throw error;
    }
    return engine;
  }

  call(procedure: string, count: number): string {
    return `SELECT ${procedure}(${Array.from({ length: count }, () => "?").join(", ")})`;
  }

  diffOf(table: string): string {
    return `dolt_diff_${table}(?, ?)`;
  }

  bytesOf(column: string): string {
    return `LENGTH(CAST(${column} AS BLOB))`;
  }

  /** Its columns take values of every type. */
  oddDocument(): string {
    return ODD_DOCUMENT;
  }

  /** A connection here runs none, whatever there is. */
  programsIn(): Promise<string[]> {
    return Promise.resolve([]);
  }

  session(deadline: Deadline): SqlSession {
    return { query: (sql, rows = [[]]) => this.#run(deadline, sql, rows) };
  }

  queryAt(
    deadline: Deadline,
    commit: string,
    table: string,
    sql: (from: string) => string,
    parameters: readonly SqlParameter[] = [],
  ): Promise<SqlRow[]> {
    return this.#run(deadline, sql(`dolt_at_${table}(?)`), [[commit, ...parameters]]);
  }

  async onBranch<T>(
    deadline: Deadline,
    branch: string,
    work: (session: SqlSession) => Promise<T>,
  ): Promise<T> {
    const session = this.session(deadline);
    try {
      await session.query(this.call("dolt_checkout", 1), [[branch]]);
    } catch (error) {
      if (!(error instanceof SqlFailure) || !error.message.includes("detached head")) throw error;
      await this.#checkOutBesideTag(session, branch);
    }
    return work(session);
  }

  /** A tag of the same name comes first in `dolt_checkout`. By `-B` the branch is meant; under the lock its head stays. */
  async #checkOutBesideTag(session: SqlSession, branch: string): Promise<void> {
    await session.query("BEGIN IMMEDIATE");
    try {
      const [row] = await session.query(SELECT_HEAD, [[branch]]);
      await session.query(this.call("dolt_checkout", 3), [["-B", branch, row?.[0] ?? null]]);
      await session.query("COMMIT");
    } catch (error) {
      await this.#rollBack();
      throw error;
    }
  }

  transaction<T>(deadline: Deadline, branch: string, work: (session: SqlSession) => Promise<T>): Promise<T> {
    return this.onBranch(deadline, branch, async (session) => {
      await session.query("BEGIN IMMEDIATE");
      this.#isInTransaction = true;
      try {
        return await work(session);
      } finally {
        this.#isInTransaction = false;
        // After a commit, too: doltlite then begins the next transaction by itself.
        await this.#rollBack();
      }
    });
  }

  async isEmptyRemote(url: string): Promise<boolean> {
    const file = await fileOfRemote(url);
    if (file === undefined) return false;
    const found = await stat(file).catch(() => undefined);
    return found === undefined || found.size === 0;
  }

  traceRemote(): Promise<() => Promise<void>> {
    return Promise.resolve(() => Promise.resolve());
  }

  remoteArguments(): readonly string[] {
    return [];
  }

  async remoteUrl(url: string): Promise<string> {
    const file = await fileOfRemote(url);
    return file === undefined ? url : `file://${file}`;
  }

  async prepareRemote(url: string): Promise<void> {
    const file = await fileOfRemote(url);
    if (file !== undefined) await mkdir(dirname(file), { recursive: true });
  }

  async collectGarbage(deadline: Deadline): Promise<void> {
    await this.session(deadline).query(this.call("dolt_gc", 0));
  }

  async close(): Promise<void> {
    await this.#python("stemma_versions.sessions.close_session", [this.#sessionId], undefined);
  }

  async #connect(create: boolean, deadline: Deadline | undefined): Promise<void> {
    const args = [this.#sessionId, this.location, create, BUSY_TIMEOUT_MS];
    await this.#python("stemma_versions.sessions.open_session", args, deadline);
  }

  /** A connection that can't be rolled back is given up; closing it ends its transaction. */
  async #rollBack(): Promise<void> {
    try {
      await this.#python("stemma_versions.sessions.roll_back", [this.#sessionId], undefined);
    } catch {
      await this.close();
      this.#sessionId = randomHexId();
      await this.#connect(false, undefined);
    }
  }

  async #run(deadline: Deadline, sql: string, rows: readonly (readonly SqlParameter[])[]): Promise<SqlRow[]> {
    const args = [this.#sessionId, [{ sql, rows }]];
    const patience = new Deadline("Wait", { timeoutMs: BUSY_PATIENCE_MS });
    for (;;) {
      try {
        const [found = []] = await this.#python<SqlRow[][]>("stemma_versions.sessions.run", args, deadline);
        return found;
      } catch (error) {
        const isWaiting = isBusy(error) && !this.#isInTransaction && patience.remainingMs() > 0;
        if (!isWaiting) throw error;
        await deadline.race(new Promise<void>((resolve) => systemClock.schedule(BUSY_DELAY_MS, resolve)));
      }
    }
  }

  /** Without a deadline: clean-up, which runs after time-outs and cancellation, too. */
  #python<T>(name: PythonFunction, args: readonly unknown[], deadline: Deadline | undefined): Promise<T> {
    const options = { timeoutMs: deadline?.remainingMs() ?? CLEAN_UP_TIMEOUT_MS, signal: deadline?.signal };
    const operationName = `${deadline?.operationName ?? "CleanUp"}_doltlite`;
    const toError = (error: PythonError): Error => failureFrom(error, deadline);
    const link = deadline === undefined ? closingLink(this.#link) : this.#link;
    return callPython<T>(link, operationName, name, args, toError, options);
  }
}

/** Another connection, of this process or another one, is writing. Statements and doltlite's functions say so in other words. */
function isBusy(error: unknown): boolean {
  return error instanceof SqlFailure && BUSY.test(error.message);
}

function failureFrom(error: PythonError, deadline: Deadline | undefined): Error {
  if (error.kind === "timeout") {
    return new TimeoutError(error.operationName, deadline?.timeoutMs ?? CLEAN_UP_TIMEOUT_MS, {
      cause: error,
    });
  }
  if (error.kind === "cancelled") return new CancelledError(error.operationName, deadline?.signal?.reason);
  const code = /^code (\d+)$/.exec(error.notes[0] ?? "")?.[1];
  return new SqlFailure(error.message, code === undefined ? undefined : Number(code), { cause: error });
}
