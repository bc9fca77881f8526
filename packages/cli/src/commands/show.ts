import { StemmaProject } from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeDescription } from "../output/write-description.js";
import { writeJson } from "../output/write-json.js";

/** `stemma show <symbol|path>` */
export async function showCommand(symbol: string, context: CommandContext): Promise<ExitCode> {
  const { terminal, directory, json, signal, flags, logger } = context;
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const descriptions = await project.show(symbol, { signal });
  if (json) writeJson(terminal, { symbols: descriptions });
  else if (descriptions.length === 1)
    descriptions.forEach((description) => writeDescription(terminal, description));
  else {
    terminal.stdout.write(`"${symbol}" names ${descriptions.length} symbols; show one of them by its id:\n`);
    for (const { id, path, startLine } of descriptions)
      terminal.stdout.write(`  ${id}  (${path}:${startLine})\n`);
  }
  return exitCode.fine;
}
