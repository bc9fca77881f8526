import { copyTreeHistory } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { counted } from "../../output/amounts.js";
import { oneLine } from "../../output/visible-text.js";

/** `stemma copy-history <to>` */
export function addCopyHistoryCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("copy-history")
    .description("make the history again in another database: every commit, branch and tag, with all vectors")
    .argument(
      "<to>",
      "dolt: for a private Dolt, dolt:<dir>, mysql://user@host:port/database, or a doltlite file",
    )
    .addHelpText(
      "after",
      '\nThe tree goes on with its own history until "versions" of its configuration (or STEMMA_VERSIONS) names the copy.',
    )
    .action(async (to: string) => {
      const { terminal, directory, json, flags, logger, signal } = context();
      const copied = await copyTreeHistory(directory, to, { flags, logger, signal });
      if (json) writeJson<"copy-history">(terminal, copied);
      else {
        const { commits, branches, tags, remotes } = copied;
        terminal.stdout.write(
          `${counted(commits, "commit")}, ${counted(branches.length, "branch", "branches")}, ${counted(tags.length, "tag")} copied to ${oneLine(to)}\n`,
        );
        for (const remote of remotes)
          terminal.stdout.write(`  not copied: the remote ${oneLine(remote)}; add one of the other kind\n`);
      }
      onExitCode(exitCode.fine);
    });
}
