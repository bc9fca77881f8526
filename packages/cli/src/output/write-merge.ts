import type { MergeConflict, MergeResult } from "@stemma/pipeline";
import { type ExitCode, exitCode } from "../exit-code.js";
import type { Terminal } from "../terminal.js";
import { shortHash } from "./short-hash.js";
import { writeJson } from "./write-json.js";

/** What a merge came to; conflicts with their fields, in JSON also with all three versions, without the vectors. */
export function writeMerge(
  terminal: Terminal,
  result: MergeResult,
  { json }: { readonly json: boolean },
): void {
  const { stdout, stderr, colors } = terminal;
  const { outcome, commit, conflicts, resolved } = result;
  if (json) {
    const plain = { conflicts: conflicts.map(withoutVectors), resolved: resolved.map(withoutVectors) };
    writeJson(terminal, { ...result, ...plain });
    return;
  }
  if (outcome !== "conflicts") {
    const decided = resolved.length > 0 ? `, ${resolved.length} conflicts decided` : "";
    stdout.write(`${outcome} at ${colors.yellow(shortHash(commit))}${decided}\n`);
    for (const { from, to } of result.renamed) stdout.write(`  ${from} came as ${to}: the name was taken\n`);
    for (const { collection, id } of result.stale)
      stdout.write(`  stale: ${collection}  ${id}: its source changed on the other side\n`);
    return;
  }
  for (const conflict of conflicts) {
    const id = conflict.kind === "document" ? `  ${conflict.id}` : "";
    stdout.write(`${colors.red("!")} ${conflict.collection}${id}  (${conflict.fields.join(", ")})\n`);
  }
  stderr.write(
    `${conflicts.length} conflicts; nothing was changed. Decide them: stemma merge --strategy ours|theirs, ` +
      "or forget the merge: stemma merge --abort\n",
  );
}

/** Conflicts that wait are a failure for a script. */
export function mergeExitCode({ outcome }: MergeResult): ExitCode {
  return outcome === "conflicts" ? exitCode.failed : exitCode.fine;
}

function withoutVectors(conflict: MergeConflict): object {
  if (conflict.kind === "collection") return conflict;
  const { base, ours, theirs } = conflict;
  const plain = (row: typeof base): object | null =>
    row === null ? null : { document: row.document, metadata: row.metadata };
  return { ...conflict, base: plain(base), ours: plain(ours), theirs: plain(theirs) };
}
