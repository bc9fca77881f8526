import { StemmaProject } from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../output/write-json.js";
import { writeResults } from "../output/write-results.js";

/** `stemma search "<question>" [-k] [--at <ref>]` */
export async function searchCommand(
  question: string,
  { limit, at }: { readonly limit: number; readonly at?: string | undefined },
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, directory, json, signal, flags, logger } = context;
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const results = await project.search(question, {
    limit,
    signal,
    ...(at === undefined ? {} : { at }),
  });
  if (json) writeJson(terminal, { results });
  else writeResults(terminal, results);
  return exitCode.fine;
}
