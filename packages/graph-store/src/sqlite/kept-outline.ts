import type { NodeOutline } from "../model/code-node.js";
import { SELECT_DATA_VERSION, SELECT_OWN_CHANGES } from "./queries/version-queries.js";
import { readOutline } from "./read-outline.js";
import type { SqliteConnection } from "./sqlite-connection.js";

/**
 * The outline of a graph, read again only after something was written, by this connection or another one: finding a name asks for
 * it each time, and reading it takes as long as everything else of such a question together.
 */
export class KeptOutline {
  #readAt = "";
  #nodes: readonly NodeOutline[] = [];

  /** Within the current transaction, whose moment is that of the answer. */
  read(connection: SqliteConnection): readonly NodeOutline[] {
    const now = stateOf(connection);
    if (now !== this.#readAt) {
      this.#nodes = readOutline(connection);
      this.#readAt = now;
    }
    return this.#nodes;
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
