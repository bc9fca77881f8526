// The office of a directory's supervisor: the operating system's lock on a file, which no process leaves behind.
import { fstatSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";

/**
 * Takes the office, or says that another process has it. SQLite's exclusive lock is the system's: it ends with the process that
 * holds it, however that ends, and no number in a file is believed. `supervisor.pid` is for people.
 */
export function takeOffice(directory) {
  const file = join(directory, "supervisor.lock");
  // Kept open: closing any descriptor of the file would give up the lock of this process.
  const { ino } = fstatSync(openSync(file, "a", 0o600));
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT");
  } catch (error) {
    if (!/locked|busy/i.test(error.message)) throw error;
    return undefined;
  }
  const isOurs = () => statSync(file, { throwIfNoEntry: false })?.ino === ino;
  // The directory may have been removed by the one before, while this one waited at its door.
  if (!isOurs()) return undefined;
  writeFileSync(join(directory, "supervisor.pid"), `${process.pid}\n`, { mode: 0o600 });
  return {
    database,
    /** Somebody may remove the directory and make it again while this one works: then all that is in it is another one's. */
    isOurs,
    leave: () => rmSync(join(directory, "supervisor.pid"), { force: true }),
  };
}
