import { type RepairReport, repairData } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { createProgressReporter } from "../output/progress-reporter.js";
import { writeRepair } from "../output/write-repair.js";

/** `stemma repair` */
export function addRepairCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("repair")
    .description("bring back vectors that a crash has damaged; embeds nothing and deletes nothing")
    .addOption(new Option("--data <directory>", "a Chroma data directory, in place of the documented tree's"))
    .action(async ({ data }: { data?: string }) => {
      onExitCode(await repair(data, context()));
    });
}

async function repair(data: string | undefined, context: CommandContext): Promise<ExitCode> {
  const { terminal, directory, json, quiet, signal, flags, logger } = context;
  const progress = await createProgressReporter(terminal, { quiet });
  let report: RepairReport;
  try {
    let steps = 0;
    const onProgress = (step: string, name: string): void =>
      progress.update(`${name}: ${step}, step`, ++steps, null);
    report = await repairData(directory, { data, flags, logger, signal, onProgress });
  } finally {
    progress.stop();
  }
  if (json) writeJson<"repair">(terminal, report);
  else writeRepair(terminal, report);
  const isWhole = report.collections.every(({ withoutVector }) => withoutVector.length === 0);
  return isWhole && report.movedAside === null ? exitCode.fine : exitCode.partlyDone;
}
