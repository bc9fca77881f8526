import { InvalidArgumentError } from "@stemma/core";
import { mergeRoles, type SyncManager } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import type { CommandContext } from "../../command-context.js";
import type { CommandHost } from "../../command-host.js";
import { type ExitCode, exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { mergeExitCode, writeMerge, writeWaitingMerge } from "../../output/write-merge.js";
import { withHistory } from "./with-history.js";

/** Which side a conflict is decided for; shared with `pull`. */
export const strategyOption = (): Option =>
  new Option("--strategy <side>", "decide every conflict for one side").choices(["ours", "theirs"]);

/** The flags of a merge. */
export interface MergeFlags {
  readonly strategy?: "ours" | "theirs";
  readonly abort?: boolean;
  readonly continue?: boolean;
}

/** `stemma merge <ref> [--strategy ours|theirs]`; for a merge that waits `stemma merge`, `--continue`, `--strategy …`, `--abort` */
export function addMergeCommand(program: Command, host: CommandHost): void {
  program
    .command("merge")
    .description(
      "merge a branch into the current one; with conflicts nothing is changed until they are decided",
    )
    .argument("[ref]", "branch, tag or commit; without one the conflicts of a merge that waits are listed")
    .addOption(strategyOption())
    .addOption(
      new Option("--continue", "make the merge that waits, now that its conflicts are decided").conflicts(
        "abort",
      ),
    )
    .option("--abort", "forget the merge that waits")
    .action((ref: string | undefined, flags: MergeFlags) =>
      withHistory(host, (versions, context) => {
        if (ref !== undefined && (flags.abort || flags.continue)) {
          throw new InvalidArgumentError(
            "--continue and --abort are about the merge that waits, and take no ref",
          );
        }
        if (flags.abort) return abort(versions, context);
        if (ref === undefined && !flags.continue && flags.strategy === undefined)
          return list(versions, context);
        return merge(versions, ref, flags, context);
      }),
    );
}

async function abort(versions: SyncManager, { terminal, json }: CommandContext): Promise<ExitCode> {
  await versions.abortMerge();
  if (json) writeJson<"merge">(terminal, { outcome: "aborted" });
  return exitCode.fine;
}

/** As a merge with conflicts ends, as long as one of them is open. */
async function list(versions: SyncManager, { terminal, json, signal }: CommandContext): Promise<ExitCode> {
  const { merging } = await versions.status({ signal });
  if (merging === undefined) {
    throw new InvalidArgumentError("a merge needs a ref: none waits for its conflicts to be decided", {
      advice: "stemma merge <branch>",
    });
  }
  const waiting = await versions.conflicts({ signal, ...mergeRoles });
  writeWaitingMerge(terminal, waiting, { json });
  return waiting.conflicts.every((each) => each.isDecided) ? exitCode.fine : exitCode.failed;
}

async function merge(
  versions: SyncManager,
  ref: string | undefined,
  { strategy }: MergeFlags,
  { terminal, json, signal }: CommandContext,
): Promise<ExitCode> {
  const options = { signal, ...mergeRoles, strategy };
  const result = await (ref === undefined
    ? versions.resolveConflicts([], options)
    : versions.merge(ref, options));
  writeMerge(terminal, result, { json });
  return mergeExitCode(result);
}
