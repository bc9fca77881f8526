import { InvalidArgumentError } from "@stemma/core";
import { mergeRoles, type SyncManager, type WaitingMerge } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import type { CommandContext } from "../../command-context.js";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeWaitingMerge } from "../../output/write-merge.js";
import { type ConflictTarget, conflictAbout, conflictTargets } from "./conflict-targets.js";
import { type OwnTextFlags, readOwnText } from "./own-text.js";
import { withHistory } from "./with-history.js";

type Side = "ours" | "theirs" | "base";

interface ResolveFlags extends OwnTextFlags {
  readonly ours?: boolean;
  readonly theirs?: boolean;
  readonly base?: boolean;
  readonly collection?: string;
  readonly field?: string[];
}

type Decision = Parameters<SyncManager["decideConflicts"]>[0][number];

/** `stemma resolve [ids…] --ours|--theirs|--base|--text <text>|--file <path> [--field <name…>] [--collection <name>]` */
export function addResolveCommand(program: Command, host: CommandHost): void {
  const sides = ["ours", "theirs", "base"];
  program
    .command("resolve")
    .description("decide conflicts of a merge that waits one by one; stemma merge --continue then makes it")
    .argument("[ids...]", "documents in conflict, as stemma merge lists them; none: the collection itself")
    .addOption(new Option("--ours", "as on this branch").conflicts(["theirs", "base"]))
    .addOption(new Option("--theirs", "as on the branch that is merged").conflicts("base"))
    .option("--base", "as before both changed it")
    .addOption(
      new Option(
        "--text <text>",
        "this text in place of either side's; what it was written from stays as here, other metadata is merged as without it",
      ).conflicts([...sides, "field", "file"]),
    )
    .addOption(
      new Option("--file <path>", "the text that is in this file, in UTF-8; - for standard input").conflicts([
        ...sides,
        "field",
      ]),
    )
    .option("--field <name...>", "only these fields: content, metadata.<key>, name, existence")
    .option("--collection <name>", "where an id is in conflict in several, or for the collection itself")
    .action((ids: string[], flags: ResolveFlags) =>
      withHistory(host, async (versions, context) => {
        const { terminal, json, signal } = context;
        const options = { signal, ...mergeRoles };
        const text = await readOwnText(flags);
        const side = text === undefined ? sideOf(flags) : undefined;
        const waiting = await versions.conflicts(options);
        const targets = conflictTargets(waiting, ids, flags.collection);
        const decisions =
          side === undefined
            ? [await decideByText(context, waiting, targets, text ?? "")]
            : targets.map((target) => decideForSide(target, side, flags));
        writeWaitingMerge(terminal, await versions.decideConflicts(decisions, options), { json });
        return exitCode.fine;
      }),
    );
}

function sideOf({ ours, theirs, base }: ResolveFlags): Side {
  if (ours) return "ours";
  if (theirs) return "theirs";
  if (base) return "base";
  throw new InvalidArgumentError("which side is it to be?", {
    advice: "--ours, --theirs or --base, or a text of your own: --text <text> or --file <path>",
  });
}

function decideForSide(target: ConflictTarget, take: Side, { field }: ResolveFlags): Decision {
  if (field === undefined) return { ...target, take };
  return { ...target, fields: Object.fromEntries(field.map((name) => [name, take])) };
}

async function decideByText(
  context: CommandContext,
  waiting: WaitingMerge,
  [target, another]: readonly ConflictTarget[],
  text: string,
): Promise<Decision> {
  if (target === undefined || another !== undefined) {
    throw new InvalidArgumentError("a text decides one document", { advice: "Name one document's id." });
  }
  // Most decisions need no model.
  const { embedOwnText } = await import("./embed-own-text.js");
  const conflict = conflictAbout(waiting, target);
  return { ...target, content: await embedOwnText(context, conflict, text, { signal: context.signal }) };
}
