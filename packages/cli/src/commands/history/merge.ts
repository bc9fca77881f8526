import { InvalidArgumentError } from "@stemma/core";
import { derivedFields, type MergeResult, type SyncManager, sourceFields } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../output/write-json.js";
import { mergeExitCode, writeMerge } from "../../output/write-merge.js";
import { type HistorySurroundings, withHistory } from "./with-history.js";

/** Which side a conflict is decided for; shared with `pull`. */
export const strategyOption = (): Option =>
  new Option("--strategy <side>", "decide every conflict for one side").choices(["ours", "theirs"]);

/** The flags of a merge. */
export interface MergeFlags {
  readonly strategy?: "ours" | "theirs";
  readonly abort?: boolean;
}

/** `stemma merge <ref> [--strategy ours|theirs]`, `stemma merge --strategy …` for conflicts that wait, `stemma merge --abort` */
export function addMergeCommand(program: Command, surroundings: HistorySurroundings): void {
  program
    .command("merge")
    .description(
      "merge a branch into the current one; with conflicts nothing is changed until they are decided",
    )
    .argument("[ref]", "branch, tag or commit; not needed to decide the conflicts of a merge that waits")
    .addOption(strategyOption())
    .option("--abort", "forget the merge whose conflicts wait")
    .action((ref: string | undefined, flags: MergeFlags) =>
      withHistory(surroundings, async (versions, { terminal, json, signal }) => {
        if (flags.abort) {
          await versions.abortMerge();
          if (json) writeJson(terminal, { outcome: "aborted" });
          return exitCode.fine;
        }
        const result = await merge(versions, ref, flags, signal);
        writeMerge(terminal, result, { json });
        return mergeExitCode(result);
      }),
    );
}

function merge(
  versions: SyncManager,
  ref: string | undefined,
  { strategy }: MergeFlags,
  signal: AbortSignal,
): Promise<MergeResult> {
  const options = { signal, derivedFields, sourceFields, ...(strategy === undefined ? {} : { strategy }) };
  if (ref !== undefined) return versions.merge(ref, options);
  if (strategy !== undefined) return versions.resolveConflicts([], options);
  throw new InvalidArgumentError("a merge needs a ref", {
    advice: "stemma merge <branch>; for conflicts that wait: stemma merge --strategy ours|theirs, or --abort",
  });
}
