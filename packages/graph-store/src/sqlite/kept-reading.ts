import { SELECT_DATA_VERSION, SELECT_OWN_CHANGES } from "./queries/version-queries.js";
import type { SqliteConnection } from "./sqlite-connection.js";

/**
 * What is read of the whole graph, read again only after something was written, by this connection or another one: finding a name asks
 * for the outline each time, and each look at the state for all numbers, which takes as long as everything else of such a question
 * together.
 */
export class KeptReading<T> {
  readonly #read: (connection: SqliteConnection) => T;
  #kept: { readonly at: string; readonly value: T } | undefined;

  constructor(read: (connection: SqliteConnection) => T) {
    this.#read = read;
  }

  /** Within the current transaction, whose moment is that of the answer. */
  read(connection: SqliteConnection): T {
    const at = stateOf(connection);
    if (this.#kept?.at !== at) this.#kept = { at, value: this.#read(connection) };
    return this.#kept.value;
  }
}

/** Another one after each commit: SQLite counts those of other connections and the rows that its own one changed, apart. */
function stateOf(connection: SqliteConnection): string {
  const { data_version: others } = connection.statement(SELECT_DATA_VERSION).get() as {
    data_version: number;
  };
  const { changes } = connection.statement(SELECT_OWN_CHANGES).get() as { changes: number };
  return `${others} ${changes}`;
}
