import { StemmaProject } from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../output/write-json.js";
import { writeResults } from "../output/write-results.js";

/** `stemma search "<question>"` */
export async function searchCommand(
  question: string,
  limit: number,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, directory, json, signal, flags, logger } = context;
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const results = await project.search(question, { limit, signal });
  if (json) writeJson(terminal, { results });
  else writeResults(terminal, results);
  return exitCode.fine;
}
