import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../output/write-json.js";
import { withHistory } from "./with-history.js";

interface PushFlags {
  readonly tags?: boolean;
  readonly force?: boolean;
}

/** `stemma push [remote]` */
export function addPushCommand(program: Command, host: CommandHost): void {
  program
    .command("push")
    .description("copy the current branch to a remote")
    .argument("[remote]", "its name", "origin")
    .option("--tags", "the tags as well")
    .option("--force", "replace what the remote has on this branch")
    .action((remote: string, { tags = false, force = false }: PushFlags) =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        await versions.push({ signal, remote, tags, force });
        if (json) writeJson(terminal, { remote, tags, force });
        else terminal.stdout.write(`Pushed to ${remote}\n`);
        return exitCode.fine;
      }),
    );
}
