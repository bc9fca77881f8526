import type { HookRun, HooksStatus } from "@stemma/pipeline/hooks";
import type { Terminal } from "../terminal.js";
import { formatDuration } from "./amounts.js";
import { oneLine } from "./visible-text.js";

/** Whether git's hooks bring a tree along, and what they have done. */
export function writeHooksStatus(terminal: Terminal, status: HooksStatus): void {
  const { stdout } = terminal;
  stdout.write(`${stateOf(status)}\n`);
  if (status.runs.length > 0) stdout.write("Last runs:\n");
  for (const run of status.runs) writeHookRun(terminal, run);
}

/** One line of the log. */
function writeHookRun({ stdout, colors }: Terminal, { at, event, outcome, words, tookMs }: HookRun): void {
  const paint = outcome === "documented" || outcome === "unchanged" ? colors.green : colors.yellow;
  stdout.write(`  ${at} ${event} ${paint(outcome)} (${formatDuration(tookMs)}): ${oneLine(words)}\n`);
}

function stateOf({ hooksDirectory, isInstalled, allowSpend, missing, missingProgram }: HooksStatus): string {
  const where = oneLine(hooksDirectory);
  if (isInstalled) {
    const spending = allowSpend ? "may ask a model that costs money" : "ask no model that costs money";
    return `git's hooks in ${where} bring this tree along; they ${spending}.`;
  }
  const again = "stemma hooks install adds them";
  if (missingProgram !== null)
    return `The hooks in ${where} begin a program that is gone (${oneLine(missingProgram)}): ${again} anew`;
  if (missing.length > 0) return `Not in ${missing.join(", ")} of ${where}: ${again}`;
  return `The hooks in ${where} do not know of this tree: ${again}`;
}
