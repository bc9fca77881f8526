import type { ForgetReport } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

/** What was forgotten, or would be, and who still has it. Never says the text itself. */
export function writeForgotten({ stdout, colors }: Terminal, report: ForgetReport): void {
  const { isDryRun, wasInterrupted, places, history, left, sources } = report;
  const commits = history?.rewritten ?? 0;
  if (wasInterrupted)
    stdout.write(
      isDryRun
        ? "Forgetting it was interrupted: what is left of it is not known. Finish it with --yes.\n"
        : "Forgetting it was interrupted before, and is finished now.\n",
    );
  else if (places.length + commits === 0) stdout.write("Nothing that was made of this tree says it\n");
  for (const { path, outcome, values } of places) {
    const what =
      outcome === "removed" ? "removed; the next document makes it again" : `${values} values without it`;
    stdout.write(`  ${oneLine(path)}  ${what}\n`);
  }
  if (history !== null && commits > 0) {
    const refs = [...history.branches, ...history.tags].map((name) => oneLine(name)).join(", ");
    stdout.write(
      `  history  ${history.commits} commits say it; ${commits} made again, with those on top of them: ${refs}\n`,
    );
  }
  for (const path of sources)
    stdout.write(
      colors.yellow(`  ${oneLine(path)} says it still: take it out, or the next document brings it back\n`),
    );
  for (const { where, advice } of left) stdout.write(colors.yellow(`  left: ${oneLine(where)}. ${advice}\n`));
  if (isDryRun && places.length + commits > 0)
    stdout.write("Nothing was changed. Do it with --yes, when no other stemma runs here.\n");
}
