import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InvalidArgumentError } from "@stemma/core";
import { editorCommand } from "./editor-command.js";

/** Where and with what a text is edited. */
export interface EditorOptions {
  /** A private folder; the text lies there while the editor is open. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * What a person makes of a text in their own editor, without the line end of its last line. The editor is started as a program with
 * arguments, by no shell.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` where no editor is named, can't be started, or ends with a failure: nothing is taken then
 */
export async function editInEditor(
  text: string,
  { folder, environment, signal }: EditorOptions,
): Promise<string> {
  const { program, args } = editorCommand(environment);
  const place = await mkdtemp(join(folder, "edit-"));
  try {
    const file = join(place, "text.md");
    await writeFile(file, `${text}\n`, { mode: 0o600 });
    const editor = spawn(program, [...args, file], { stdio: "inherit", signal });
    const [code] = (await once(editor, "exit").catch((cause: unknown) => {
      signal.throwIfAborted();
      throw new InvalidArgumentError(`the editor ${JSON.stringify(program)} can't be started`, { cause });
    })) as [number | null];
    if (code !== 0)
      throw new InvalidArgumentError(`the editor ended with ${code ?? "a signal"}: nothing was taken`);
    return (await readFile(file, "utf8")).replace(/\r?\n$/, "");
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
