import { InvalidArgumentError } from "@stemma/core";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { shortHash } from "../../output/short-hash.js";
import { withHistory } from "./with-history.js";

interface BranchFlags {
  readonly delete?: boolean;
  readonly force?: boolean;
}

/** `stemma branch [name] [at] [-d]` */
export function addBranchCommand(program: Command, host: CommandHost): void {
  program
    .command("branch")
    .description("list the branches, or make or delete one")
    .argument("[name]", "the branch to make or delete")
    .argument("[at]", "ref where it begins (default: where the index stands)")
    .option("-d, --delete", "delete it; refused where that would lose commits")
    .option("--force", "delete it in any case")
    .action((name: string | undefined, at: string | undefined, flags: BranchFlags) =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        if (name !== undefined) {
          if (flags.delete) await versions.deleteBranch(name, { signal, force: flags.force ?? false });
          else await versions.createBranch(name, at, { signal });
        } else if (flags.delete) throw new InvalidArgumentError("which branch is to be deleted?");
        if (name !== undefined && !json) return exitCode.fine;
        const { branch: current } = await versions.status({ signal });
        const branches = (await versions.listBranches({ signal })).map((branch) => ({
          ...branch,
          isCurrent: branch.name === current,
        }));
        const remoteBranches = await versions.listRemoteBranches({ signal });
        if (json) {
          writeJson<"branch">(terminal, { branches, remoteBranches });
          return exitCode.fine;
        }
        const { stdout, colors } = terminal;
        for (const { name: branch, head, isCurrent } of branches)
          stdout.write(`${isCurrent ? "*" : " "} ${branch} ${colors.yellow(shortHash(head))}\n`);
        for (const { remote, name: branch, head } of remoteBranches)
          stdout.write(`  ${remote}/${branch} ${colors.yellow(shortHash(head))}\n`);
        return exitCode.fine;
      }),
    );
}
