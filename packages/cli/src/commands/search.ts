import { StemmaProject } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../output/write-json.js";
import { writeResults } from "../output/write-results.js";
import { wholeNumber } from "../whole-number.js";

interface SearchFlags {
  readonly k: number;
  readonly at?: string;
}

/** `stemma search "<question>" [-k] [--at <ref>]` */
export function addSearchCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("search")
    .description("answer a question with the places in the code that fit best")
    .argument("<question>", "in natural language, or a name")
    .option("-k <n>", "how many results", wholeNumber, 10)
    .option("--at <ref>", "search the documentation of this branch, tag or commit")
    .action(async (question: string, flags: SearchFlags) => {
      onExitCode(await search(question, flags, context()));
    });
}

async function search(
  question: string,
  { k: limit, at }: SearchFlags,
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
