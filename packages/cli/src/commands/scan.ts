import { StemmaProject } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { createProgressReporter } from "../output/progress-reporter.js";
import { writeJson } from "../output/write-json.js";
import { writeScan } from "../output/write-scan.js";

interface ScanFlags {
  readonly include?: string[];
  readonly exclude?: string[];
}

/** `stemma scan [dir]`: the graph alone, without documentation. */
export function addScanCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("scan")
    .description("bring the graph of the tree up to date and say what it holds; documents nothing")
    .argument("[dir]", "directory of the source tree (default: -C, else the current directory)")
    .option("--include <glob...>", "read only these files")
    .option("--exclude <glob...>", "leave these files out, besides .gitignore and .stemmaignore")
    .action(async (directory: string | undefined, { include, exclude }: ScanFlags) => {
      const given = context({ include, exclude });
      onExitCode(await scan(directory ?? given.directory, given));
    });
}

async function scan(directory: string, context: CommandContext): Promise<ExitCode> {
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
