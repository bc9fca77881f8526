import { StemmaProject } from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { createProgressReporter } from "../output/progress-reporter.js";
import { writeJson } from "../output/write-json.js";
import { writeScan } from "../output/write-scan.js";

/** `stemma scan [dir]` */
export async function scanCommand(directory: string, context: CommandContext): Promise<ExitCode> {
  const { terminal, json, signal, flags, logger } = context;
  const progress = createProgressReporter(terminal, { quiet: context.quiet });
  await using project = await StemmaProject.create(directory, { flags, logger });
  try {
    const report = await project.scan({
      signal,
      onProgress: ({ done, total }) => progress.update("scanning", done, total),
    });
    progress.stop();
    if (json) writeJson(terminal, report);
    else writeScan(terminal, report);
    return exitCode.fine;
  } finally {
    progress.stop();
  }
}
