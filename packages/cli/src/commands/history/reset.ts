import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeMove } from "../../output/write-move.js";
import { withHistory } from "./with-history.js";

/** `stemma reset [ref]` */
export function addResetCommand(program: Command, host: CommandHost): void {
  program
    .command("reset")
    .description("throw away what is not committed; with a ref, move the branch there as well")
    .argument("[ref]", "branch, tag or commit (default: the last commit)")
    .action((ref: string | undefined) =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        writeMove(terminal, await versions.reset(ref, { signal }), { json });
        return exitCode.fine;
      }),
    );
}
