import { mergeRoles } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { mergeExitCode, writeMerge } from "../../output/write-merge.js";
import { type MergeFlags, strategyOption } from "./merge.js";
import { withHistory } from "./with-history.js";

/** `stemma pull [remote]` */
export function addPullCommand(program: Command, host: CommandHost): void {
  program
    .command("pull")
    .description("fetch, then merge the remote's branch of the same name")
    .argument("[remote]", "its name", "origin")
    .addOption(strategyOption())
    .action((remote: string, { strategy }: MergeFlags) =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        const result = await versions.pull({
          signal,
          remote,
          ...mergeRoles,
          strategy,
        });
        writeMerge(terminal, result, { json });
        return mergeExitCode(result);
      }),
    );
}
