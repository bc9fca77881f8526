import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { paged } from "../../output/paged.js";
import { type ChangesFlags, writeChanges } from "../../output/write-changes.js";
import { writeJson } from "../../output/write-json.js";
import { withProject } from "./with-history.js";

/** `stemma diff [a..b | a b]` */
export function addDiffCommand(program: Command, host: CommandHost): void {
  program
    .command("diff")
    .description("show what changed in words: without a ref, what is not committed")
    .argument("[from]", "a ref, or both as from..to")
    .argument("[to]", "a ref (default: where the index stands)")
    .option("--stat", "files, with how much changed in each")
    .option("--name-only", "paths of files alone")
    .action((first: string | undefined, second: string | undefined, flags: ChangesFlags) =>
      withProject(host, async (project, { terminal, json, signal }) => {
        const [from, to] = rangeOf(first, second);
        const changes = await project.changes(from, to, { signal });
        if (json) writeJson(terminal, changes);
        else await paged(terminal, process.env, async (page) => writeChanges(page, changes, flags));
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
