import type { ExplainedCall } from "@stemma/pipeline";
import type { FileLine } from "../file-line.js";
import type { Terminal } from "../terminal.js";

/** The calls of a line, each with what it is bound to and, one step a line, the way there. */
export function writeExplanation(
  { stdout }: Terminal,
  { path, line }: FileLine,
  calls: readonly ExplainedCall[],
): void {
  if (calls.length === 0) stdout.write(`${path}:${line} has no call\n`);
  for (const { text, outcome, targets, steps } of calls) {
    stdout.write(`${path}:${line} ${text}: ${outcome}\n`);
    for (const { id, kind, confidence } of targets) stdout.write(`  -> ${id} (${kind}, ${confidence})\n`);
    for (const { depth, what, result } of steps) stdout.write(`  ${"  ".repeat(depth)}${what}: ${result}\n`);
  }
}
