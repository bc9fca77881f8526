import type { DocumentSummary } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { counted } from "./amounts.js";
import { shortHash } from "./short-hash.js";
import { oneLine } from "./visible-text.js";
import { writeLlmReport } from "./write-llm-report.js";

/** How many skipped files are named; all are in `--json`. */
const namedFiles = 5;

/** What a run did, for people. */
export function writeSummary(terminal: Terminal, summary: DocumentSummary): void {
  const { stdout, colors } = terminal;
  const { files, nodes, calls, documentation, index, durationsMs } = summary;
  const { total, searchable } = durationsMs;
  const took = `${seconds(total)}, searchable after ${seconds(searchable)}`;
  stdout.write(`${colors.bold(summary.root)} ${outcomeOf(summary)} (${took})\n`);
  stdout.write(
    `  files          ${files.scanned}: ${files.changed} changed, ${files.unchanged} unchanged, ${files.removed} removed\n`,
  );
  stdout.write(
    `  symbols        ${counted(nodes.CLASS, "class", "classes")}, ${counted(nodes.FUNCTION, "function")}\n`,
  );
  stdout.write(
    `  calls          ${calls.resolved} inside the tree, ${calls.external} to libraries, ${calls.unresolved} unresolved\n`,
  );
  stdout.write(
    `  documentation  ${documentation.documented} written, ${documentation.reused} unchanged, ${documentation.failed.length} failed\n`,
  );
  for (const line of peopleLines(documentation.ofPeople)) stdout.write(line);
  stdout.write(
    index.isFilled
      ? `  index          ${index.written} written (${index.embedded} embedded), ${index.unchanged} unchanged, ${index.removed} removed\n`
      : "  index          searchable; the next stemma document fills in vectors and commits\n",
  );
  if (summary.secrets.count > 0) stdout.write(`  secrets        ${describeSecrets(summary.secrets)}\n`);
  if (summary.history !== null) stdout.write(`  history        ${describeHistory(summary.history)}\n`);
  if (summary.llm !== null) writeLlmReport(terminal, summary.llm, summary.processing.recommendations);
  if (summary.filesWithSyntaxErrors > 0)
    stdout.write(
      `  syntax errors  in ${counted(summary.filesWithSyntaxErrors, "file")}; what could be read is there\n`,
    );
  if (files.scanned === 0) stdout.write("  No file in a supported language was found here.\n");
  writeSkipped();
  if (summary.unsupported > 0)
    stdout.write(colors.dim(`  skipped        ${summary.unsupported} in other languages\n`));
  for (const { id, reason } of documentation.failed)
    stdout.write(colors.yellow(`  failed: ${oneLine(`${id}: ${reason}`)}\n`));

  function writeSkipped(): void {
    for (const reason of new Set(summary.skipped.map((file) => file.reason))) {
      const skipped = summary.skipped.filter((file) => file.reason === reason);
      const names = skipped.slice(0, namedFiles).map(({ path }) => JSON.stringify(path));
      const more = skipped.length > namedFiles ? `, and ${skipped.length - namedFiles} more` : "";
      stdout.write(colors.dim(`  skipped        ${skipped.length} ${reason}: ${names.join(", ")}${more}\n`));
    }
  }
}

function outcomeOf({ stoppedByBudget, documentation }: DocumentSummary): string {
  if (stoppedByBudget === null) return "is documented";
  const done = documentation.documented + documentation.reused;
  const all = done + documentation.failed.length + stoppedByBudget.skipped;
  return `is documented in part: ${done} of ${all} nodes, until the budget was used up`;
}

function describeSecrets({ count, kinds, files }: DocumentSummary["secrets"]): string {
  const all = Object.entries(kinds).map(([kind, some]) => `${some} ${kind}`);
  const [first = "", ...others] = files.map((path) => JSON.stringify(path));
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `${count} masked (${all.join(", ")}) in ${first}${more}; the sources still have them`;
}

function describeHistory({ branch, outcome, commit }: NonNullable<DocumentSummary["history"]>): string {
  switch (outcome) {
    case "committed":
      return `${shortHash(commit ?? "")} on ${branch}`;
    case "unchanged":
      return `nothing new on ${branch}`;
    case "detached":
      return branch === null
        ? "not committed, since the index is on no branch; stemma switch -c begins one"
        : `not committed, since git is on no branch; stemma commit keeps it on ${branch}`;
  }
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

/** What people wrote is told of where it is not what was made of the tree. */
function peopleLines({
  kept,
  removed,
  merged,
  stale,
}: DocumentSummary["documentation"]["ofPeople"]): string[] {
  const line = (ids: readonly string[], what: string): string[] =>
    ids.length === 0 ? [] : [`  by people      ${ids.length} ${what}: ${ids.map(oneLine).join(", ")}\n`];
  return [
    ...line(kept, "kept, though their source is another"),
    ...line(merged, "merged with what was made anew"),
    ...line(stale, "stale, since their source is another; stemma edit shows them"),
    ...line(removed, "removed with their source; the history has what was committed"),
  ];
}
