import { createHash } from "node:crypto";
import { realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeDirectories, readFileBounded, replaceFile } from "@stemma/core";
import { prepareUserStore, userStoreDirectory } from "./user-store.js";

/** A file with what it held when it was trusted. */
export interface TrustedFile {
  readonly path: string;
  readonly sha256: string;
}

const MAX_BYTES = 65_536;

/** Whether the user has said to trust this file with exactly this content. */
export async function isTrustedFile(
  { path, sha256 }: TrustedFile,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  try {
    const record = join(userStoreDirectory(environment), "trusted", await recordName(path));
    const known = JSON.parse(readFileBounded(record, { maxBytes: MAX_BYTES }).toString("utf8")) as unknown;
    return isRecord(known) && known["sha256"] === sha256 && known["path"] === (await realpath(path));
  } catch {
    // None, or one that says nothing: then nothing is trusted.
    return false;
  }
}

/** Keeps that the user trusts the file as it is, until it changes. @throws the system's errors */
export async function trustFile(
  { path, sha256 }: TrustedFile,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const folder = join(await prepareUserStore(environment), "trusted");
  await makeDirectories(folder, 0o700);
  const record = { path: await realpath(path), sha256 };
  await replaceFile(join(folder, await recordName(path)), `${JSON.stringify(record)}\n`);
}

/** Takes the trust back. @throws the system's errors */
export async function distrustFile(
  path: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  await rm(join(userStoreDirectory(environment), "trusted", await recordName(path)), { force: true });
}

async function recordName(path: string): Promise<string> {
  return `${createHash("sha256")
    .update(await realpath(path))
    .digest("hex")}.json`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
