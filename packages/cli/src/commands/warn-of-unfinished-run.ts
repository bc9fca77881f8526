import { findUnfinishedRun } from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { outcomeWords } from "../output/outcome-words.js";

/** Says on stderr where answers may lack what a run that did not finish would have brought. */
export async function warnOfUnfinishedRun({ terminal, directory, flags }: CommandContext): Promise<void> {
  const found = await findUnfinishedRun(directory, flags);
  if (!("reason" in found)) {
    // What it could not document it has named; all else is there.
    if (found.outcome === "partly") return;
    const what = `The last run of document ${outcomeWords[found.outcome]}`;
    terminal.stderr.write(`${what}: not all of the tree may be searchable. Go on with it: stemma resume\n`);
  } else if (found.reason === "under way") {
    terminal.stderr.write(
      `A run of document is under way (process ${found.pid}): not all is searchable yet.\n`,
    );
  }
}
