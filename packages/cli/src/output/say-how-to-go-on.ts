import type { DocumentSummary } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";

/** After a run that its budget ended: what there is, what is missing, and how to get it. */
export function sayHowToGoOn({ stderr }: Terminal, { stoppedByBudget, root }: DocumentSummary): void {
  stderr.write(
    `The budget is used up: ${stoppedByBudget?.skipped ?? 0} nodes are left. What is documented can be searched, ` +
      "each text with all that it builds on.\n" +
      `To go on with as much again: stemma -C ${root} resume; with another budget: … resume --budget <amount>\n`,
  );
}
