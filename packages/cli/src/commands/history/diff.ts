import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeDifferences } from "../../output/write-differences.js";
import { writeJson } from "../../output/write-json.js";
import { withHistory } from "./with-history.js";

/** `stemma diff [a..b | a b]` */
export function addDiffCommand(program: Command, host: CommandHost): void {
  program
    .command("diff")
    .description("list what differs: without a ref, what is not committed")
    .argument("[from]", "a ref, or both as from..to")
    .argument("[to]", "a ref (default: where the index stands)")
    .action((first: string | undefined, second: string | undefined) =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        const [from, to] = rangeOf(first, second);
        const differences = await versions.diff(from, to, { signal });
        if (json) writeJson(terminal, differences);
        else writeDifferences(terminal, differences);
        return exitCode.fine;
      }),
    );
}

/** `a..b` as two refs; a side that is left out is where the index stands. */
function rangeOf(
  first: string | undefined,
  second: string | undefined,
): readonly [from: string | undefined, to: string | undefined] {
  if (second !== undefined || !first?.includes("..")) return [first, second];
  const [from = "", to = ""] = first.split("..", 2);
  return [from || undefined, to || undefined];
}
