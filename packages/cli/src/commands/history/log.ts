import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { shortHash } from "../../output/short-hash.js";
import { oneLine } from "../../output/visible-text.js";
import { writeJson } from "../../output/write-json.js";
import { wholeNumber } from "../../whole-number.js";
import { withHistory } from "./with-history.js";

/** `stemma log [ref] [-n]` */
export function addLogCommand(program: Command, host: CommandHost): void {
  program
    .command("log")
    .description("list commits, the newest first")
    .argument("[ref]", "branch, tag or commit to begin at (default: where the index stands)")
    .option("-n <count>", "at most this many", wholeNumber)
    .action((ref: string | undefined, { n: limit }: { n?: number }) =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        const commits = await versions.log({
          signal,
          ref,
          limit,
        });
        if (json) writeJson(terminal, { commits });
        else {
          const { stdout, colors } = terminal;
          for (const { hash, date, author, message } of commits) {
            const made = colors.dim(`${date.slice(0, 16).replace("T", " ")} ${oneLine(author.name)}`);
            stdout.write(
              `${colors.yellow(shortHash(hash))} ${made}  ${oneLine(message.split("\n", 1)[0] ?? "")}\n`,
            );
          }
        }
        return exitCode.fine;
      }),
    );
}
