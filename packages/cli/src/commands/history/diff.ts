import type { StemmaProject } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { paged } from "../../output/paged.js";
import { type ChangesFlags, writeChanges } from "../../output/write-changes.js";
import { writeChangesMarkdown } from "../../output/write-changes-markdown.js";
import { withProject } from "./with-history.js";

interface DiffFlags extends ChangesFlags {
  readonly markdown?: boolean;
}

/** `stemma diff [a..b | a...b | a b]` */
export function addDiffCommand(program: Command, host: CommandHost): void {
  program
    .command("diff")
    .description("show what changed in words: without a ref, what is not committed")
    .argument("[from]", "a ref, or both as from..to; from...to: since to went its own way")
    .argument("[to]", "a ref (default: where the index stands)")
    .option("--stat", "files, with how much changed in each")
    .option("--name-only", "paths of files alone")
    .option("--markdown", "as a text for a pull request")
    .action((first: string | undefined, second: string | undefined, flags: DiffFlags) =>
      withProject(host, async (project, { terminal, json, signal }) => {
        const [from, to] = await rangeOf(first, second, project);
        const changes = await project.changes(from, to, { signal });
        if (json) writeJson<"diff">(terminal, changes);
        else if (flags.markdown) writeChangesMarkdown(terminal, changes);
        else await paged(terminal, process.env, (page) => writeChanges(page, changes, flags));
        return exitCode.fine;
      }),
    );
}

/** `a..b` as two refs, `a...b` from where both were one; a side that is left out is where the index stands. */
async function rangeOf(
  first: string | undefined,
  second: string | undefined,
  project: StemmaProject,
): Promise<readonly [from: string | undefined, to: string | undefined]> {
  if (second !== undefined || !first?.includes("..")) return [first, second];
  if (!first.includes("...")) {
    const [from = "", to = ""] = first.split("..", 2);
    return [from || undefined, to || undefined];
  }
  const [one = "", other = ""] = first.split("...", 2);
  const versions = await project.openHistory();
  const [from, to] = [await versions.resolve(one || "HEAD"), await versions.resolve(other || "HEAD")];
  return [(await versions.repository.mergeBase(from, to)) ?? from, to];
}
