import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "@stemma/core";

const NAME = "stemma-repositories";

/** The repositories that use our lines in a folder of hooks that several share. Those that are gone count no more. */
async function usersOf(hooksDirectory: string): Promise<string[]> {
  const text = await readFile(join(hooksDirectory, NAME), "utf8").catch(() => "");
  return text.split("\0").filter((each) => each !== "" && existsSync(join(each, "stemma")));
}

/** Notes a repository's use. */
export async function addUser(hooksDirectory: string, commonDirectory: string): Promise<void> {
  const others = (await usersOf(hooksDirectory)).filter((each) => each !== commonDirectory);
  await write(hooksDirectory, [...others, commonDirectory]);
}

/** Forgets a repository's use; says whether others still use our lines. */
export async function removeUser(hooksDirectory: string, commonDirectory: string): Promise<boolean> {
  const others = (await usersOf(hooksDirectory)).filter((each) => each !== commonDirectory);
  if (others.length > 0) await write(hooksDirectory, others);
  else await rm(join(hooksDirectory, NAME), { force: true });
  return others.length > 0;
}

async function write(hooksDirectory: string, users: readonly string[]): Promise<void> {
  await replaceFile(join(hooksDirectory, NAME), users.join("\0"));
}
