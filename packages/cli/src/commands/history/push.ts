import type { SyncManager } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
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
        const wasThere = !tags && (await isThere(versions, remote, signal));
        await versions.push({ signal, remote, tags, force });
        if (json) writeJson<"push">(terminal, { remote, tags, force });
        else terminal.stdout.write(wasThere ? `${remote} has all of it\n` : `Pushed to ${remote}\n`);
        return exitCode.fine;
      }),
    );
}

/** Whether the remote, as it was last seen, stands where the branch does. */
async function isThere(versions: SyncManager, remote: string, signal: AbortSignal): Promise<boolean> {
  const { branch, commit } = await versions.position();
  const seen = await versions.listRemoteBranches({ signal });
  return seen.some((each) => each.remote === remote && each.name === branch && each.head === commit);
}
