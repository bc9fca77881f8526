import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, systemClock } from "@stemma/core";
import { uniqueName } from "./unique-name.js";

/** A directory of one test. */
export interface IsolatedDirectory extends AsyncDisposable {
  readonly path: string;
  /** Deletes it with all it holds; rejects when that is not possible. Idempotent. */
  remove(): Promise<void>;
}

/**
 * Makes a directory that no other test, run or process uses.
 *
 * @param prefix - First part of its name, for people who find it. Default `stemma-test`.
 */
export async function createIsolatedDirectory({
  prefix = "stemma-test",
  parent = tmpdir(),
  clock = systemClock,
}: {
  readonly prefix?: string | undefined;
  readonly parent?: string | undefined;
  readonly clock?: Clock | undefined;
} = {}): Promise<IsolatedDirectory> {
  const path = join(parent, uniqueName(prefix, clock));
  await mkdir(path, { recursive: true });
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true });
  return { path, remove, [Symbol.asyncDispose]: remove };
}
