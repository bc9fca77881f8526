import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeStatus } from "../../output/write-status.js";
import { withProject } from "./with-history.js";

/** `stemma status` */
export function addStatusCommand(program: Command, host: CommandHost): void {
  program
    .command("status")
    .description("show the branch, what of the tree is not documented, and what is not committed")
    .action(() =>
      withProject(host, async (project, { terminal, json, signal }) => {
        const versions = await project.openHistory();
        const status = await versions.status({ signal });
        const changes = status.isClean ? undefined : await project.changes(undefined, undefined, { signal });
        writeStatus(terminal, status, { json, changes, standing: await project.standing() });
        return exitCode.fine;
      }),
    );
}
