import type { Deadline } from "@stemma/core";

/** What goes into a statement. */
export type SqlParameter = string | number | null | Uint8Array | Float32Array;

/** What comes out of one. */
export type SqlValue = string | number | null | Uint8Array;

/** Values in the order of the selected columns. */
export type SqlRow = readonly SqlValue[];

/** Runs statements, values always as parameters. */
export interface SqlSession {
  /** Runs the statement once for each row of parameters; the rows of all runs come back together. */
  query(sql: string, rows?: readonly (readonly SqlParameter[])[]): Promise<SqlRow[]>;
}

/** The few things in which the two databases' SQL differs. All failures are `SqlFailure`s. */
export interface SqlEngine {
  readonly kind: "doltlite" | "dolt";
  readonly location: string;
  /** A statement that calls a version-control procedure with `count` parameters. */
  call(procedure: string, count: number): string;
  /** What stands behind FROM for the differences of a table between two commits: parameters `from`, `to`. */
  diffOf(table: string): string;
  /** An expression for the bytes of a column's value. */
  bytesOf(column: string): string;
  /** A condition that only rows of `documents` meet that can't be documents, whatever the table's columns allow. */
  oddDocument(): string;
  /** What of a commit the database would run by itself: triggers, events, procedures. A history of ours has none. */
  programsIn(deadline: Deadline, commit: string): Promise<string[]>;
  /** Outside of transactions, on any branch. */
  session(deadline: Deadline): SqlSession;
  /** Reads a table as of a commit. `sql` is given what stands behind FROM. */
  queryAt(
    deadline: Deadline,
    commit: string,
    table: string,
    sql: (from: string) => string,
    parameters?: readonly SqlParameter[],
  ): Promise<SqlRow[]>;
  /** On a branch, outside of transactions. */
  onBranch<T>(deadline: Deadline, branch: string, work: (session: SqlSession) => Promise<T>): Promise<T>;
  /** On a branch, in one transaction, which `work` ends by a commit; rolled back when it throws. */
  transaction<T>(deadline: Deadline, branch: string, work: (session: SqlSession) => Promise<T>): Promise<T>;
  /** Whether the remote is known to hold nothing yet. */
  isEmptyRemote(url: string): Promise<boolean>;
  /** To be called before it is asked; the answer takes back what asking a remote where nothing is has made there. */
  traceRemote(url: string): Promise<() => Promise<void>>;
  /** What goes before the other parameters of a call to the remote at `url`: who asks. */
  remoteArguments(url: string): readonly string[];
  /** The URL to give to the database. */
  remoteUrl(url: string): Promise<string>;
  /** Makes what has to be there before a push. */
  prepareRemote(url: string): Promise<void>;
  /** Removes what no ref leads to. */
  collectGarbage(deadline: Deadline): Promise<void>;
  close(): Promise<void>;
}
