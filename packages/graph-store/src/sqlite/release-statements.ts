import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Frees the file handles of a connection that was closed.
 *
 * `@photostructure/sqlite` 1.2 has no way to finalize a prepared statement, and SQLite keeps a closed connection's
 * files open until its last statement is finalized, which the binding does when the statement's object is collected
 * (measured: three descriptors stay and `-wal` is not removed). So the collector is asked to run, once, 3 ms on a
 * small heap; the binding's finalizers follow in the next turn. Not needed with Node's own `node:sqlite`.
 */
export async function releaseStatements(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  setFlagsFromString("--no-expose-gc");
  collectGarbage();
  await nextTurn();
}
