import type { StemmaConfigInput } from "@stemma/pipeline";
import type { Command } from "commander";
import { budgetAmount } from "../budget-amount.js";
import type { CommandContext } from "../command-context.js";
import type { ExitCode } from "../exit-code.js";
import { wholeNumber } from "../whole-number.js";
import { costCommand } from "./cost.js";
import { resumeCommand } from "./resume.js";

interface ResumeFlags {
  readonly budget?: NonNullable<StemmaConfigInput["budget"]>;
  readonly timeout?: number;
  readonly report?: string;
}

/** What a command is given, and where its exit code goes. */
export interface CommandSurroundings {
  readonly context: (flags?: StemmaConfigInput) => CommandContext;
  readonly onExitCode: (code: ExitCode) => void;
}

/** `resume` and `cost`: going on with a run, and what runs have cost. */
export function registerRunCommands(program: Command, { context, onExitCode }: CommandSurroundings): void {
  program
    .command("resume")
    .description("go on with a run that was interrupted, killed, stopped by its budget, or left failed nodes")
    .option(
      "--budget <amount>",
      "what this run may spend: 5usd, 200ktokens (default: as before)",
      budgetAmount,
    )
    .option("--timeout <seconds>", "give up after this time; what is finished is kept", wholeNumber)
    .option("--report <file>", "write the summary with its figures to this file, as JSON")
    .action(async ({ budget, timeout, report }: ResumeFlags) => {
      const given = context({
        ...(budget === undefined ? {} : { budget }),
        ...(timeout === undefined ? {} : { timeoutMs: timeout * 1_000 }),
      });
      onExitCode(await resumeCommand(given, { report }));
    });

  program
    .command("cost")
    .description("what language models were asked for this tree, by model and by run")
    .action(async () => {
      onExitCode(await costCommand(context()));
    });
}
