import {
  findUnfinishedRun,
  type NothingToResume,
  outcomeWords,
  type StemmaConfigInput,
} from "@stemma/pipeline";
import type { Command } from "commander";
import { budgetAmount } from "../budget-amount.js";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { wholeNumber } from "../whole-number.js";
import { type RunDocumentOptions, runDocument } from "./run-document.js";

interface ResumeFlags {
  readonly budget?: NonNullable<StemmaConfigInput["budget"]>;
  readonly timeout?: number;
  readonly report?: string;
}

/** `stemma resume` */
export function addResumeCommand(program: Command, { context, onExitCode }: CommandHost): void {
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
      const timeoutMs = timeout === undefined ? undefined : timeout * 1_000;
      onExitCode(await resume(context({ budget, timeoutMs }), { report }));
    });
}

/** Goes on with the last `document` run, with its settings; the flags given here come before those. */
async function resume(context: CommandContext, options: RunDocumentOptions): Promise<ExitCode> {
  const { terminal, directory, flags, json, quiet } = context;
  const found = await findUnfinishedRun(directory, flags);
  if ("reason" in found) {
    if (json) writeJson<"resume">(terminal, { resumed: false, ...found });
    else terminal.stdout.write(`${sayNothingToResume(found)}\n`);
    return exitCode.fine;
  }
  const { root, startedAt, outcome, leftNodes, rewrite } = found;
  if (!quiet) {
    const left = leftNodes === null ? "" : ` (${leftNodes} nodes)`;
    terminal.stderr.write(`Going on with the run of ${startedAt}, which ${outcomeWords[outcome]}${left}.\n`);
  }
  return runDocument(root, { ...context, directory: root, flags: found.flags }, { ...options, rewrite });
}

function sayNothingToResume(nothing: NothingToResume): string {
  switch (nothing.reason) {
    case "never run":
      return `Nothing to resume: no run of ${nothing.root} is known. Begin one: stemma document ${nothing.root}`;
    case "complete":
      return `Nothing to resume: the last run of ${nothing.root} was complete at ${nothing.endedAt}.`;
    case "under way":
      return `Nothing to resume: a run of ${nothing.root} is under way (process ${nothing.pid}).`;
  }
}
