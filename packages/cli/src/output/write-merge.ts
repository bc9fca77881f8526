import {
  type MergeResult,
  openConflict,
  type PlainConflict,
  plainConflict,
  type WaitingMerge,
} from "@stemma/pipeline";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import type { Terminal } from "../terminal.js";
import { shortHash } from "./short-hash.js";
import { oneLine } from "./visible-text.js";
import { conflictAdvice, writeConflicts } from "./write-conflicts.js";

interface Format {
  readonly json: boolean;
}

/** What a merge came to; conflicts with all three versions of each field, in JSON whole. */
export function writeMerge(terminal: Terminal, result: MergeResult, { json }: Format): void {
  const { stdout, stderr, colors } = terminal;
  const { outcome, commit } = result;
  const resolved = result.resolved.map(openConflict).map((each) => ({ ...each, isDecided: true }));
  const conflicts = result.conflicts.map(openConflict);
  if (json) {
    writeJson<"merge">(terminal, { ...result, conflicts, resolved });
    return;
  }
  if (outcome === "conflicts") {
    writeConflicts(terminal, conflicts);
    stderr.write(conflictAdvice([...conflicts, ...resolved]));
    return;
  }
  const decided = resolved.length > 0 ? `, ${resolved.length} conflicts decided` : "";
  stdout.write(`${outcome} at ${colors.yellow(shortHash(commit))}${decided}\n`);
  for (const { from, to } of result.renamed)
    stdout.write(`  ${oneLine(`${from} came as ${to}`)}: the name was taken\n`);
  if (result.stale.length > 0) {
    stdout.write(`  ${result.stale.length} texts are to be made again (stemma document)\n`);
  }
}

/** The conflicts of a merge that waits. */
export function writeWaitingMerge(
  terminal: Terminal,
  { name, conflicts }: WaitingMerge,
  { json }: Format,
): void {
  const plain: PlainConflict[] = conflicts.map(plainConflict);
  if (json) {
    const open = plain.filter((each) => !each.isDecided).length;
    writeJson<"merge">(terminal, { outcome: "conflicts", merging: name, open, conflicts: plain });
    return;
  }
  terminal.stdout.write(`Merging ${name}\n`);
  writeConflicts(terminal, plain);
  terminal.stderr.write(conflictAdvice(plain));
}

/** Conflicts that wait are a failure for a script. */
export function mergeExitCode({ outcome }: MergeResult): ExitCode {
  return outcome === "conflicts" ? exitCode.failed : exitCode.fine;
}
