import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { shortHash } from "../../output/short-hash.js";
import { withHistory } from "./with-history.js";

/** `stemma fetch [remote]` */
export function addFetchCommand(program: Command, host: CommandHost): void {
  program
    .command("fetch")
    .description("get what a remote has, without touching the index")
    .argument("[remote]", "its name", "origin")
    .action((remote: string) =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        await versions.fetch(remote, { signal });
        const all = await versions.listRemoteBranches({ signal });
        const remoteBranches = all.filter((each) => each.remote === remote);
        if (json) writeJson<"fetch">(terminal, { remoteBranches });
        else {
          for (const { name, head } of remoteBranches)
            terminal.stdout.write(`${remote}/${name} ${terminal.colors.yellow(shortHash(head))}\n`);
        }
        return exitCode.fine;
      }),
    );
}
