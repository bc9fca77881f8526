import { InvalidArgumentError } from "@stemma/core";
import { derivedFields, type SyncManager, sourceFields, type WaitingMerge } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import { exitCode } from "../../exit-code.js";
import { writeWaitingMerge } from "../../output/write-merge.js";
import { type HistorySurroundings, withHistory } from "./with-history.js";

type Side = "ours" | "theirs" | "base";

interface ResolveFlags {
  readonly ours?: boolean;
  readonly theirs?: boolean;
  readonly base?: boolean;
  readonly collection?: string;
  readonly field?: string[];
}

type Decision = Parameters<SyncManager["decideConflicts"]>[0][number];

/** `stemma resolve [ids…] --ours|--theirs|--base [--field <name…>] [--collection <name>]` */
export function addResolveCommand(program: Command, surroundings: HistorySurroundings): void {
  program
    .command("resolve")
    .description("decide conflicts of a merge that waits one by one; stemma merge --continue then makes it")
    .argument("[ids...]", "documents in conflict, as stemma merge lists them; none: the collection itself")
    .addOption(new Option("--ours", "as on this branch").conflicts(["theirs", "base"]))
    .addOption(new Option("--theirs", "as on the branch that is merged").conflicts("base"))
    .option("--base", "as before both changed it")
    .option("--field <name...>", "only these fields: content, metadata.<key>, name, existence")
    .option("--collection <name>", "where an id is in conflict in several, or for the collection itself")
    .action((ids: string[], flags: ResolveFlags) =>
      withHistory(surroundings, async (versions, { terminal, json, signal }) => {
        const options = { signal, derivedFields, sourceFields };
        const take = sideOf(flags);
        const waiting = await versions.conflicts(options);
        const decisions = targetsOf(waiting, ids, flags).map((target) => decide(target, take, flags));
        writeWaitingMerge(terminal, await versions.decideConflicts(decisions, options), { json });
        return exitCode.fine;
      }),
    );
}

function sideOf({ ours, theirs, base }: ResolveFlags): Side {
  if (ours) return "ours";
  if (theirs) return "theirs";
  if (base) return "base";
  throw new InvalidArgumentError("which side is it to be?", { advice: "--ours, --theirs or --base" });
}

function decide(target: Pick<Decision, "collection" | "id">, take: Side, { field }: ResolveFlags): Decision {
  if (field === undefined) return { ...target, take };
  return { ...target, fields: Object.fromEntries(field.map((name) => [name, take])) };
}

function targetsOf(
  { conflicts }: WaitingMerge,
  ids: readonly string[],
  { collection }: ResolveFlags,
): Pick<Decision, "collection" | "id">[] {
  if (ids.length === 0) {
    if (collection === undefined) {
      throw new InvalidArgumentError("which conflict is to be decided?", {
        advice:
          "Name a document's id, or --collection <name> for a conflict about the collection itself; stemma merge lists them.",
      });
    }
    return [{ collection }];
  }
  return ids.map((id) => {
    if (collection !== undefined) return { collection, id };
    const found = conflicts.flatMap(({ conflict }) =>
      conflict.kind === "document" && conflict.id === id ? [conflict.collectionName] : [],
    );
    const [only, another] = found;
    if (only !== undefined && another === undefined) return { collection: only, id };
    throw new InvalidArgumentError(
      only === undefined ? `"${id}" is in no conflict` : `"${id}" is in conflict in ${found.join(", ")}`,
      {
        advice:
          only === undefined
            ? "stemma merge lists the conflicts that wait."
            : "Name one of them: --collection <name>",
      },
    );
  });
}
