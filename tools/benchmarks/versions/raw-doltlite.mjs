/** The ceilings of the SQL: doltlite driven by the same connection code, with nothing between. */
export function rawDoltlite(call, directory) {
  const path = `${directory}/raw.doltlite`;
  return {
    write: (count, dimension, salt) => call("write_rows", path, count, dimension, salt),
    addRemote: () => call("add_remote", path, `file://${directory}/raw-remote`),
    push: () => call("push", path),
    close: () => call("close_rows", path),
  };
}
