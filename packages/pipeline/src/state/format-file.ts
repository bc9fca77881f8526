import { join } from "node:path";
import { readFileBounded, replaceFile } from "@stemma/core";
import { z } from "zod";
import { StateUnusableError } from "../errors/state-unusable-error.js";
import { formatFileName } from "./state-names.js";

/** Raised when what the folder holds changes in a way that older versions cannot read. */
export const stateFormat = 1;

/** The mark in a state directory: what it is for, and that this user's Stemma made it. */
export interface FormatFile {
  readonly format: number;
  /** The documented tree. */
  readonly root: string;
  /** With `seal`, absent in directories of versions before there were seals, or where no key could be kept. */
  readonly id?: string | undefined;
  readonly seal?: string | undefined;
  /** Nothing in the directory is anybody else's. */
  readonly isAlone?: boolean | undefined;
}

const schema = z.looseObject({
  format: z.number(),
  root: z.string(),
  id: z.string().optional().catch(undefined),
  seal: z.string().optional().catch(undefined),
  isAlone: z.boolean().optional().catch(undefined),
});

const MAX_BYTES = 65_536;

/** Whether a file was to become one, of a process that was killed. */
export function isFreshFormatFile(name: string): boolean {
  return name.startsWith(`${formatFileName}.`) && name.endsWith("new");
}

/**
 * `undefined` where there is none.
 *
 * @throws {@link StateUnusableError} when it can't be read, is damaged, or was written by a newer version
 */
export function readFormatFile(directory: string): FormatFile | undefined {
  let content: unknown;
  try {
    const bytes = readFileBounded(join(directory, formatFileName), { maxBytes: MAX_BYTES });
    content = JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw StateUnusableError.damaged(directory, `${formatFileName} cannot be read`, cause);
  }
  const read = schema.safeParse(content);
  if (!read.success)
    throw StateUnusableError.damaged(directory, `${formatFileName} does not name its format`);
  if (read.data.format > stateFormat)
    throw StateUnusableError.tooNew(directory, read.data.format, stateFormat);
  return read.data;
}

/** Replaces it; never leaves half of one. @throws the system's errors */
export async function writeFormatFile(directory: string, content: FormatFile): Promise<void> {
  await replaceFile(join(directory, formatFileName), `${JSON.stringify(content)}\n`);
}
