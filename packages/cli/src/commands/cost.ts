import { readSpending } from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../output/write-json.js";
import { writeSpending } from "../output/write-spending.js";

/** `stemma cost`: what language models were asked for this tree, by model and by run. */
export async function costCommand(context: CommandContext): Promise<ExitCode> {
  const { terminal, json, signal, flags, directory } = context;
  const spending = await readSpending(directory, { flags, signal });
  if (json) writeJson(terminal, spending);
  else writeSpending(terminal, spending);
  return exitCode.fine;
}
