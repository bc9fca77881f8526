import { setUpEnvironment } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { oneLine } from "../output/visible-text.js";

interface SetupFlags {
  readonly python?: string;
  readonly findLinks?: string;
  readonly intoExisting?: boolean;
}

/** `stemma setup` */
export function addSetupCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("setup")
    .description(
      "make the Python environment with all that is needed (or --venv <dir>); again: only what is missing",
    )
    .addOption(new Option("--python <path>", "the interpreter to make it from").env("STEMMA_PYTHON"))
    .option("--find-links <dir>", "install from a folder of wheels, without a network")
    .option("--into-existing", "install into --venv <dir> even where somebody else made it")
    .action(async (flags: SetupFlags) => {
      onExitCode(await setup(flags, context()));
    });
}

async function setup(
  { python, findLinks, intoExisting }: SetupFlags,
  { terminal, flags, json, quiet, signal }: CommandContext,
): Promise<ExitCode> {
  const { stdout, stderr } = terminal;
  const startedAt = Date.now();
  const onProgress = (message: string): void => {
    if (!quiet) stderr.write(`${oneLine(message)}\n`);
  };
  const options = {
    directory: flags.venv,
    python,
    findLinks,
    mayChangeForeign: intoExisting,
    onProgress,
    signal,
  };
  const made = await setUpEnvironment(options);
  if (json) writeJson<"setup">(terminal, made);
  else if (made.wasUpToDate) stdout.write(`${made.directory} has all that is needed\n`);
  else stdout.write(`${made.directory} is ready, after ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
  return exitCode.fine;
}
