import type { Deadline } from "@stemma/core";
import { ForeignRepositoryError } from "../errors/foreign-repository-error.js";
import { HistoryTooLargeError } from "../errors/history-too-large-error.js";
import * as queries from "../repository/sql/queries.js";
import type { SqlEngine, SqlRow } from "../repository/sql/sql-engine.js";
import { SqlFailure } from "../repository/sql/sql-failure.js";
import type { HistoryLimits } from "./history-limits.js";
import { remoteSize } from "./remote-size.js";
import { requireOrdinaryRows } from "./require-ordinary-rows.js";

/** What has come from where. */
export interface Arrived {
  readonly url: string;
  /** The last commits of the remote's branches. */
  readonly heads: readonly string[];
  /** Of those the ones that were here before, and so were looked at then. */
  readonly known?: readonly string[] | undefined;
}

/** @throws {@link HistoryTooLargeError} `HISTORY_TOO_LARGE` for a remote that is a file or folder and too large to begin with */
export async function requireSmallRemote(url: string, { totalBytes }: HistoryLimits): Promise<void> {
  const found = await remoteSize(url);
  if (found > totalBytes)
    throw new HistoryTooLargeError(url, { limit: "totalBytes", found, allowed: totalBytes });
}

/**
 * Looks at what a remote has brought, counted and measured by the database: no text of it is read here.
 *
 * @throws {@link HistoryTooLargeError} `HISTORY_TOO_LARGE`
 * @throws {@link ForeignRepositoryError} `FOREIGN_REPOSITORY` for one that brings programs along
 */
export async function requireWithinLimits(
  engine: SqlEngine,
  deadline: Deadline,
  { url, heads, known = [] }: Arrived,
  limits: HistoryLimits,
): Promise<void> {
  const require = (limit: keyof HistoryLimits, found: number): void => {
    const allowed = limits[limit];
    if (found > allowed) throw new HistoryTooLargeError(url, { limit, found, allowed });
  };
  require("branches", heads.length);
  for (const head of new Set(heads)) {
    if (known.includes(head)) continue;
    try {
      await requireHeadWithin(engine, deadline, { url, head }, require);
    } catch (error) {
      if (!(error instanceof SqlFailure)) throw error;
      // What a database begins with by itself lies before its tables: there is nothing in it.
      if (/no such table|table not found/i.test(error.message)) continue;
      if (!/no such column|column .* (could )?not (be )?found/i.test(error.message)) throw error;
      throw new ForeignRepositoryError(url, { because: error.message, cause: error });
    }
  }
}

async function requireHeadWithin(
  engine: SqlEngine,
  deadline: Deadline,
  { url, head }: { readonly url: string; readonly head: string },
  require: (limit: keyof HistoryLimits, found: number) => void,
): Promise<void> {
  const bytes = (column: string): string => engine.bytesOf(column);
  const [log = []] = await engine.session(deadline).query(queries.MEASURE_LOG(bytes), [[head]]);
  const [commits = 0, ...longest] = numbers(log);
  require("commits", commits);
  for (const length of longest) require("textBytes", length);
  const programs = await engine.programsIn(deadline, head);
  if (programs.length > 0)
    throw new ForeignRepositoryError(url, { because: `it brings programs (${programs.join(", ")})` });
  let documents = 0;
  let total = 0;
  for (const [table, sql] of queries.MEASURED) {
    const [row = []] = await engine.queryAt(deadline, head, table, (from) => sql(from, bytes));
    const [rows = 0, sum = 0, ...lengths] = numbers(row);
    documents += rows;
    total += sum;
    for (const length of lengths) require("textBytes", length);
  }
  require("documents", documents);
  require("totalBytes", total);
  await requireOrdinaryRows(engine, deadline, { url, head });
}

/** Databases give sums as numbers or as decimal texts; nothing at all where there is no row. */
function numbers(row: SqlRow): number[] {
  return row.map((value) => Number(value ?? 0));
}
