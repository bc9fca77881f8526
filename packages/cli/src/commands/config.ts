import { loadConfig } from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../output/write-json.js";

/** `stemma config`: the configuration as merged from flags, environment, file and defaults. */
export async function configCommand(context: CommandContext): Promise<ExitCode> {
  const { config, file } = await loadConfig(context.directory, context.flags);
  writeJson(context.terminal, { file, config });
  return exitCode.fine;
}
