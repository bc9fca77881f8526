import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { shortHash } from "../../output/short-hash.js";
import { withHistory } from "./with-history.js";

/** `stemma commit -m <message>` */
export function addCommitCommand(program: Command, host: CommandHost): void {
  program
    .command("commit")
    .description("keep the index as it is now; the first commit begins the history")
    .requiredOption("-m, --message <text>", "what changed")
    .action(({ message }: { message: string }) =>
      withHistory(
        host,
        async (versions, { terminal, json, signal }) => {
          const made = await versions.commit(message, { signal });
          if (json) writeJson<"commit">(terminal, made);
          else {
            const { branch, commit, added, modified, deleted } = made;
            terminal.stdout.write(`${terminal.colors.yellow(shortHash(commit))} ${branch}: ${message}\n`);
            terminal.stdout.write(`  ${added} added, ${modified} modified, ${deleted} deleted\n`);
          }
          return exitCode.fine;
        },
        { mode: "begin", branch: undefined },
      ),
    );
}
