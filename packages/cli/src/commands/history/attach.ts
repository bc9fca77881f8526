import type { Command } from "commander";
import { exitCode } from "../../exit-code.js";
import { writeStatus } from "../../output/write-status.js";
import { type HistorySurroundings, withHistory } from "./with-history.js";

/** `stemma attach [branch]` */
export function addAttachCommand(program: Command, surroundings: HistorySurroundings): void {
  program
    .command("attach")
    .description(
      "take a place in a history that is there: for a new index, or when the index's own record was lost",
    )
    .argument("[branch]", "where to stand", "main")
    .action((branch: string) =>
      withHistory(
        surroundings,
        async (versions, { terminal, json, signal }) => {
          writeStatus(terminal, await versions.status({ signal }), { json });
          return exitCode.fine;
        },
        { mode: "attach", branch },
      ),
    );
}
