import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeStatus } from "../../output/write-status.js";
import { withHistory } from "./with-history.js";

/** `stemma status` */
export function addStatusCommand(program: Command, host: CommandHost): void {
  program
    .command("status")
    .description("show the branch and what is not committed")
    .action(() =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        writeStatus(terminal, await versions.status({ signal }), { json });
        return exitCode.fine;
      }),
    );
}
