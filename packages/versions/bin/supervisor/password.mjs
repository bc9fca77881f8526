// The password of a private server: made once, whole or not at all.
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";

const WHOLE = /^[0-9a-f]{32}$/;

/**
 * Dolt takes the password only when it makes its users, at the first start. A file that holds none was left by a process that ended
 * in the middle; as long as there are no users yet it is written again, and after that an empty password is never used.
 */
export function readPassword(directory) {
  const file = join(directory, "password");
  if (existsSync(file)) {
    const kept = readFileSync(file, "utf8").trim();
    if (WHOLE.test(kept)) return kept;
    if (existsSync(join(directory, "data", ".doltcfg", "privileges.db"))) {
      throw new Error(`${file} does not hold the password that the server was given: put it back, or remove
${join(directory, "data", ".doltcfg")}, after which a new one is made (commits are not affected)`);
    }
  }
  const made = randomBytes(16).toString("hex");
  const unfinished = `${file}.new`;
  const descriptor = openSync(unfinished, "w", 0o600);
  writeSync(descriptor, made);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(unfinished, file);
  return made;
}
