import { hooksStatus } from "@stemma/pipeline/hooks";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { writeHooksStatus } from "../../output/write-hooks-status.js";
import { withProject } from "../history/with-history.js";

/** `stemma hooks status` */
export function addHooksStatusCommand(hooks: Command, host: CommandHost): void {
  hooks
    .command("status")
    .description("show whether git's hooks bring this tree along, and what their last runs did")
    .action(() =>
      withProject(host, async (project, { terminal, json }) => {
        const status = await hooksStatus(project.state);
        if (json) writeJson<"hooks status">(terminal, status);
        else writeHooksStatus(terminal, status);
        return exitCode.fine;
      }),
    );
}
