import { InvalidArgumentError } from "@stemma/core";
import { type ExplainedCall, StemmaProject } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { type FileLine, fileLine } from "../file-line.js";
import { writeJson } from "../json/write-json.js";
import { createProgressReporter } from "../output/progress-reporter.js";
import { writeExplanation } from "../output/write-explanation.js";
import { writeScan } from "../output/write-scan.js";

interface ScanFlags {
  readonly include?: string[];
  readonly exclude?: string[];
  readonly explain?: FileLine;
}

/** `stemma scan [dir]`: the graph alone, without documentation. */
export function addScanCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("scan")
    .description("bring the graph of the tree up to date and say what it holds; documents nothing")
    .argument("[dir]", "directory of the source tree (default: -C, else the current directory)")
    .option("--include <glob...>", "read only these files")
    .option("--exclude <glob...>", "leave these files out, besides .gitignore and .stemmaignore")
    .option(
      "--explain <file:line>",
      "say step by step what the calls of a line are bound to, and why",
      fileLine,
    )
    .action(async (directory: string | undefined, { include, exclude, explain }: ScanFlags) => {
      const given = context({ include, exclude });
      onExitCode(await scan(directory ?? given.directory, given, explain));
    });
}

async function scan(
  directory: string,
  context: CommandContext,
  explained: FileLine | undefined,
): Promise<ExitCode> {
  const { terminal, json, signal, flags, logger } = context;
  const progress = await createProgressReporter(terminal, { quiet: context.quiet });
  await using project = await StemmaProject.create(directory, { flags, logger });
  try {
    const calls: ExplainedCall[] = [];
    const onExplained = (call: ExplainedCall): void => void calls.push(call);
    const report = await project.scan({
      signal,
      explain: explained === undefined ? undefined : { ...explained, onExplained },
      onProgress: ({ done, total }) => progress.update("scanning", done, total),
    });
    progress.stop();
    if (explained !== undefined && !(await project.hasFile(explained.path, { signal })))
      throw new InvalidArgumentError(`the graph has no file ${explained.path}`, {
        advice:
          "Name it from the root of the tree, with /, as in shop/prices.py:12; what is left out has no calls.",
      });
    if (explained !== undefined)
      if (json) writeJson<"scan">(terminal, { calls });
      else writeExplanation(terminal, explained, calls);
    else if (json) writeJson<"scan">(terminal, report);
    else writeScan(terminal, report);
    return exitCode.fine;
  } finally {
    progress.stop();
  }
}
