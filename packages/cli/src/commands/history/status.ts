import type { Command } from "commander";
import { exitCode } from "../../exit-code.js";
import { writeStatus } from "../../output/write-status.js";
import { type HistorySurroundings, withHistory } from "./with-history.js";

/** `stemma status` */
export function addStatusCommand(program: Command, surroundings: HistorySurroundings): void {
  program
    .command("status")
    .description("show the branch and what is not committed")
    .action(() =>
      withHistory(surroundings, async (versions, { terminal, json, signal }) => {
        writeStatus(terminal, await versions.status({ signal }), { json });
        return exitCode.fine;
      }),
    );
}
