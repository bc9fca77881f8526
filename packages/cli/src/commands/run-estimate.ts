import { type EstimateOptions, estimateDocument } from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { writeEstimate } from "../output/write-estimate.js";

/** `stemma document [dir] --dry-run`: what a run would take; calls no model and writes nothing. */
export async function runEstimate(
  directory: string,
  context: CommandContext,
  { rewrite }: Pick<EstimateOptions, "rewrite">,
): Promise<ExitCode> {
  const { terminal, json, signal, flags, logger } = context;
  const estimate = await estimateDocument(directory, { flags, logger, signal, rewrite });
  if (json) writeJson<"document">(terminal, estimate);
  else writeEstimate(terminal, estimate);
  return exitCode.fine;
}
