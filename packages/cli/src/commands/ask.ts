import { StemmaProject } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { AnswerStream } from "../output/answer-stream.js";
import { tellStanding } from "../output/tell-standing.js";
import { writeAnswer } from "../output/write-answer.js";
import { repeated } from "../repeated.js";
import { wholeNumber } from "../whole-number.js";

interface AskFlags {
  readonly k: number;
  readonly at?: string;
  readonly path?: readonly string[];
  readonly tests: boolean;
}

/** `stemma ask <question…> [-k] [--at <ref>] [--path] [--no-tests]` */
export function addAskCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("ask")
    .description(
      "have the configured language model answer a question from the best places, each sentence with its sources; without a model: print these places",
    )
    .argument("<question...>", "in natural language")
    .option("-k <n>", "from how many places, with what they call", wholeNumber, 8)
    .option("--at <ref>", "ask the documentation of this branch, tag or commit")
    .option("--path <glob>", "only below this folder, or in files that fit; may be repeated", repeated)
    .option("--no-tests", "leave tests, fixtures and benchmarks out")
    .action(async (words: string[], flags: AskFlags) => {
      onExitCode(await ask(words.join(" "), flags, context()));
    });
}

async function ask(
  question: string,
  { k: limit, at, path: paths, tests }: AskFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, directory, json, signal, flags, logger } = context;
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const stream = new AnswerStream(terminal.stdout);
  const onText = json ? undefined : (soFar: string): void => stream.show(soFar);
  const filter = { paths, noTests: !tests };
  const { standing, ...answered } = await project.ask(question, { limit, at, signal, filter, onText });
  tellStanding(terminal, standing);
  if (json) writeJson<"ask">(terminal, { ...answered, standing });
  else {
    stream.end(answered.answer?.text ?? "");
    writeAnswer(terminal, answered);
  }
  return exitCode.fine;
}
