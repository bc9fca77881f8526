import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, lstatSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { makeDirectories, readFileBounded } from "@stemma/core";
import { isOwnedByUser } from "../state/owner.js";

const KEY_BYTES = 32;
const KEY = /^[0-9a-f]{64}$/u;

/**
 * Where this user's decisions are kept, outside of every tree: `$XDG_STATE_HOME/stemma`, else `~/.local/state/stemma`.
 */
export function userStoreDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment["XDG_STATE_HOME"];
  const base = given !== undefined && isAbsolute(given) ? given : join(homedir(), ".local", "state");
  return join(base, "stemma");
}

/** The folder, made where it is missing; nobody else may look into it. @throws the system's errors */
export async function prepareUserStore(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const directory = userStoreDirectory(environment);
  await makeDirectories(directory, 0o700);
  const stat = lstatSync(directory);
  if (!stat.isDirectory() || !isOwnedByUser(stat)) throw new Error(`${directory} is not this user's own`);
  if ((stat.mode & 0o077) !== 0) chmodSync(directory, 0o700);
  return directory;
}

/**
 * A secret of this user on this machine, by which what Stemma wrote is told from what somebody else did; `undefined` where
 * none can be kept.
 */
export async function userKey(environment: NodeJS.ProcessEnv = process.env): Promise<Buffer | undefined> {
  try {
    const file = join(await prepareUserStore(environment), "key");
    return readKey(file) ?? makeKey(file);
  } catch {
    // No home, or one that can't be written: what needs the key says what it does without.
    return undefined;
  }
}

function readKey(file: string): Buffer | undefined {
  try {
    const text = readFileBounded(file, { maxBytes: 1024 }).toString("utf8").trim();
    return KEY.test(text) && isOwnedByUser(lstatSync(file)) ? Buffer.from(text, "hex") : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whole or not at all, and never in place of one that another process made meanwhile. */
function makeKey(file: string): Buffer | undefined {
  const fresh = `${file}.${randomBytes(8).toString("hex")}`;
  writeFileSync(fresh, `${randomBytes(KEY_BYTES).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  try {
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(fresh);
  }
  return readKey(file);
}
