import { StemmaProject } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { writeGarbage } from "../output/write-garbage.js";

/** `stemma gc [--dry-run]` */
export function addGcCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("gc")
    .description("remove from the state directory what nothing needs; index and history stay as they are")
    .option("--dry-run", "say what it would remove, and remove nothing", false)
    .action(async ({ dryRun: isDryRun }: { readonly dryRun: boolean }) => {
      onExitCode(await collectGarbage(context(), isDryRun));
    });
}

async function collectGarbage(
  { terminal, directory, json, flags, logger, signal }: CommandContext,
  isDryRun: boolean,
): Promise<ExitCode> {
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const report = await project.collectGarbage({ isDryRun, signal });
  if (json) writeJson<"gc">(terminal, report);
  else writeGarbage(terminal, report);
  return exitCode.fine;
}
