import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeStatus } from "../../output/write-status.js";
import { withHistory } from "./with-history.js";

/** `stemma attach [branch]` */
export function addAttachCommand(program: Command, host: CommandHost): void {
  program
    .command("attach")
    .description(
      "take a place in a history that is there: for a new index, or when the index's own record was lost",
    )
    .argument("[branch]", "where to stand", "main")
    .action((branch: string) =>
      withHistory(
        host,
        async (versions, { terminal, json, signal }) => {
          writeStatus(terminal, await versions.status({ signal }), { json });
          return exitCode.fine;
        },
        { mode: "attach", branch },
      ),
    );
}
