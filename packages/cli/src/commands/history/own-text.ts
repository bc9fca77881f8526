import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { InvalidArgumentError } from "@stemma/core";

/** Where a text of one's own is given. */
export interface OwnTextFlags {
  readonly text?: string;
  /** `-` for standard input. */
  readonly file?: string;
}

/**
 * The text, as it is given but for the line end of a file's last line; `undefined` when none is.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a file that can't be read or is not UTF-8, and for a text of nothing but white space
 */
export async function readOwnText({ text, file }: OwnTextFlags): Promise<string | undefined> {
  const given = file === undefined ? text : await readText(file);
  if (given?.trim() === "") {
    throw new InvalidArgumentError("the text is empty", {
      advice: "Write one, or decide for a side: --ours, --theirs or --base.",
    });
  }
  return given;
}

async function readText(file: string): Promise<string> {
  const bytes = file === "-" ? await buffer(process.stdin) : await readFile(file).catch(unreadable(file));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r?\n$/, "");
  } catch (cause) {
    const name = file === "-" ? "standard input" : file;
    throw new InvalidArgumentError(`${name} is not UTF-8`, { cause });
  }
}

function unreadable(file: string): (cause: unknown) => never {
  return (cause) => {
    throw new InvalidArgumentError(`${file} can't be read`, { cause });
  };
}
