import { createHash, timingSafeEqual } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { decodeJson, randomHexId, readFileBounded, replaceFile } from "@stemma/core";
import type { Position } from "@stemma/versions";
import { z } from "zod";
import { ForgetUnfinishedError } from "../errors/forget-unfinished-error.js";
import type { StateDirectory } from "../state/state-directory.js";

const MAX_BYTES = 65_536;

const schema = z.object({
  salt: z.string(),
  /** Of salt and text: the text itself must not stand here. */
  hash: z.string(),
  position: z.object({ branch: z.string().nullable(), commit: z.string() }).nullable(),
});

/** That a text is being forgotten: there from before the first change to after the last one. */
export interface ForgetMark {
  /** Where the index stood when it began. */
  readonly position: Position | null;
  readonly isOf: (text: string) => boolean;
}

type Place = Pick<StateDirectory, "directory" | "root">;

const fileOf = ({ directory }: Place): string => join(directory, "forgetting.json");

/** `undefined` unless a forgetting was interrupted, or is under way in another process. */
export function readForgetMark(place: Place): ForgetMark | undefined {
  const file = fileOf(place);
  if (!existsSync(file)) return undefined;
  try {
    const said = decodeJson(readFileBounded(file, { maxBytes: MAX_BYTES }).toString());
    const { salt, hash, position } = schema.parse(said);
    return { position, isOf: (text) => isSame(hash, hashOf(salt, text)) };
  } catch {
    return { position: null, isOf: () => false };
  }
}

/** @throws {@link ForgetUnfinishedError} `FORGET_UNFINISHED` */
export function requireNothingHalfForgotten(place: Place): void {
  const file = fileOf(place);
  if (existsSync(file)) throw new ForgetUnfinishedError(place.root, file);
}

/** There whole or not at all. */
export async function beginForgetting(place: Place, text: string, position: Position | null): Promise<void> {
  const salt = randomHexId();
  const mark = { salt, hash: hashOf(salt, text), position };
  await replaceFile(fileOf(place), JSON.stringify(mark), { isFlushed: true });
}

/** After the last change. */
export async function endForgetting(place: Place): Promise<void> {
  await rm(fileOf(place), { force: true });
}

function hashOf(salt: string, text: string): string {
  return createHash("sha256").update(`${salt}\n${text}`).digest("hex");
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
