import { findUnfinishedRun, type NothingToResume, type UnfinishedRun } from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../output/write-json.js";
import { type DocumentCommandOptions, documentCommand } from "./document.js";

const outcomeWords: Record<UnfinishedRun["outcome"], string> = {
  running: "was killed",
  complete: "is complete",
  partly: "left nodes that failed",
  budget: "was stopped by its budget",
  "timed out": "ran out of time",
  interrupted: "was interrupted",
  failed: "failed",
};

/** `stemma resume`: goes on with the last `document` run, with its settings; the flags given here come before those. */
export async function resumeCommand(
  context: CommandContext,
  options: DocumentCommandOptions,
): Promise<ExitCode> {
  const { terminal, directory, flags, json, quiet } = context;
  const found = await findUnfinishedRun(directory, flags);
  if ("reason" in found) {
    if (json) writeJson(terminal, { resumed: false, ...found });
    else terminal.stdout.write(`${sayNothingToResume(found)}\n`);
    return exitCode.fine;
  }
  const { root, startedAt, outcome, leftNodes } = found;
  if (!quiet) {
    const left = leftNodes === null ? "" : ` (${leftNodes} nodes)`;
    terminal.stderr.write(`Going on with the run of ${startedAt}, which ${outcomeWords[outcome]}${left}.\n`);
  }
  return documentCommand(root, { ...context, directory: root, flags: found.flags }, options);
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
