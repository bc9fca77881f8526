import { DIAGRAM_FORMATS, type DiagramFormat } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import { wholeNumber } from "../../whole-number.js";

/** Flags of every question that is answered by a list. */
export interface ListFlags {
  /** How many lines are shown. */
  readonly limit: number;
  readonly at?: string;
}

/** Flags of every question that is answered by a walk. */
export interface WalkFlags extends ListFlags {
  readonly depth: number;
  readonly format?: DiagramFormat;
}

/** More than are shown are counted up to here. */
export const MOST_COUNTED = 10_000;
const SHOWN = 100;

export function addListFlags(command: Command): Command {
  return command
    .option("--limit <n>", "how many are listed; others are counted", wholeNumber, SHOWN)
    .option("--at <ref>", "ask the graph of this branch, tag or commit of the history");
}

export function addWalkFlags(command: Command, depth: number): Command {
  return addFormatFlag(
    addListFlags(command.option("--depth <n>", "how many steps are followed", wholeNumber, depth)),
  );
}

export function addFormatFlag(command: Command): Command {
  return command.addOption(
    new Option("--format <format>", "draw a diagram in place of the list").choices(DIAGRAM_FORMATS),
  );
}

/** Ends the command where both are asked for: stdout holds one document. */
export function requireOneFormat(command: Command, json: boolean, format: string | undefined): void {
  if (json && format !== undefined)
    command.error("error: --json and --format are two formats: give one of them", {
      code: "commander.conflictingOption",
    });
}
