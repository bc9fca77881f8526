import { lstat, readlink, rename, rm, rmdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { makeDirectories, randomHexId, readFileBounded, replaceFile } from "@stemma/core";
import { HooksError } from "../errors/hooks-error.js";
import { KEPT_FOLDER, madeHook, takeOut, withBlock, withFreshBlock, wrapperHook } from "./hook-block.js";
import type { HookName } from "./hook-names.js";

/** A larger one is no script that a person wrote. */
const MAX_BYTES = 1_048_576;
const EXECUTABLE = 0o111;

/** What stands in a hook's place. */
export type FoundHook =
  | { readonly kind: "none" }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "file"; readonly content: Buffer | null; readonly mode: number };

/** @throws {@link HooksError} for what is neither file nor link */
export async function findHook(directory: string, name: HookName): Promise<FoundHook> {
  const file = join(directory, name);
  const stat = await lstat(file).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw HooksError.unusable(directory, message, error);
  });
  if (stat === undefined) return { kind: "none" };
  if (stat.isSymbolicLink()) return { kind: "link", target: await readlink(file) };
  if (!stat.isFile()) throw HooksError.unusable(directory, `${name} is no file`);
  const mode = stat.mode & 0o7777;
  const content = stat.size > MAX_BYTES ? null : readFileBounded(file, { maxBytes: MAX_BYTES });
  return { kind: "file", content, mode };
}

/** Whether git's hook begins what is ours. */
export function isHooked(found: FoundHook, name: HookName): boolean {
  return found.kind === "file" && found.content !== null && takeOut(found.content, name) !== null;
}

/** Puts our lines into a hook's place; what was there is run after them, as it was. */
export async function addToHook(directory: string, name: HookName, found: FoundHook): Promise<void> {
  const file = join(directory, name);
  if (found.kind === "none") return replaceHook(file, madeHook(name), 0o755);
  if (found.kind === "file" && found.content !== null) {
    if (takeOut(found.content, name))
      return replaceHook(file, withFreshBlock(found.content, name), found.mode);
    const added = (found.mode & EXECUTABLE) === 0 ? null : withBlock(found.content, name);
    if (added !== null) return replaceHook(file, added, found.mode);
  }
  // What git did not run is not to be run by us either.
  const isRun = found.kind === "link" || (found.mode & EXECUTABLE) !== 0;
  await setAside(directory, name, found);
  await replaceHook(file, wrapperHook(name, { isRun }), 0o755);
}

/** Takes our lines out, or brings back what lay aside. Says what is left aside, since somebody has put another hook in its place. */
export async function takeFromHook(
  directory: string,
  name: HookName,
  found: FoundHook,
): Promise<string | undefined> {
  const file = join(directory, name);
  const taken = found.kind === "file" && found.content !== null ? takeOut(found.content, name) : null;
  if (taken !== null && found.kind === "file") {
    if (!taken.isOurs || taken.how === "before") await replaceHook(file, taken.rest, found.mode);
    else if (taken.how === "made") await rm(file);
    else await bringBack(directory, name);
  }
  await rmdir(join(directory, KEPT_FOLDER)).catch(() => undefined);
  const aside = join(directory, KEPT_FOLDER, name);
  return (await isThere(aside)) ? aside : undefined;
}

async function setAside(directory: string, name: HookName, found: FoundHook): Promise<void> {
  const folder = join(directory, KEPT_FOLDER);
  await makeDirectories(folder);
  if (!(await lstat(folder)).isDirectory() || (await isThere(join(folder, name))))
    throw HooksError.unusable(directory, `something is in the way: ${join(folder, name)}`);
  if (found.kind !== "link") return rename(join(directory, name), join(folder, name));
  // A link leads from where it stands; how it was written is kept beside it.
  await writeFile(join(folder, `${name}.link`), found.target);
  await symlink(resolve(directory, found.target), join(folder, name));
}

async function bringBack(directory: string, name: HookName): Promise<void> {
  const [file, aside] = [join(directory, name), join(directory, KEPT_FOLDER, name)];
  const link = await linkTarget(`${aside}.link`);
  if (link === undefined) return rename(aside, file);
  const fresh = `${file}.${randomHexId(4)}.new`;
  await symlink(link, fresh);
  await rename(fresh, file);
  await rm(aside);
  await rm(`${aside}.link`);
}

async function linkTarget(file: string): Promise<string | undefined> {
  return (await isThere(file)) ? readFileBounded(file, { maxBytes: MAX_BYTES }).toString("utf8") : undefined;
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** A shell that runs the hook meanwhile goes on with the file that it has begun. */
async function replaceHook(file: string, content: Buffer, mode: number): Promise<void> {
  await makeDirectories(dirname(file));
  await replaceFile(file, content, { mode });
}
