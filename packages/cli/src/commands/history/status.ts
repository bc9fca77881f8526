import type { Command } from "commander";
import { exitCode } from "../../exit-code.js";
import { shortHash } from "../../output/short-hash.js";
import { writeDifferences } from "../../output/write-differences.js";
import { writeJson } from "../../output/write-json.js";
import { type HistorySurroundings, withHistory } from "./with-history.js";

/** `stemma status` */
export function addStatusCommand(program: Command, surroundings: HistorySurroundings): void {
  program
    .command("status")
    .description("show the branch and what is not committed")
    .action(() =>
      withHistory(surroundings, async (versions, { terminal, json, signal }) => {
        const status = await versions.status({ signal });
        if (json) {
          writeJson(terminal, { ...status, merging: status.merging ?? null });
          return exitCode.fine;
        }
        const { stdout, colors } = terminal;
        stdout.write(
          `On branch ${colors.bold(status.branch)} at ${colors.yellow(shortHash(status.commit))}\n`,
        );
        if (status.merging !== undefined)
          stdout.write(`Merging ${status.merging}: its conflicts wait to be decided (stemma merge)\n`);
        if (status.isClean) stdout.write("Nothing to commit\n");
        writeDifferences(terminal, status);
        return exitCode.fine;
      }),
    );
}
