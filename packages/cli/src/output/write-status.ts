import type { Changes, Standing, Status } from "@stemma/pipeline";
import { writeJson } from "../json/write-json.js";
import type { Terminal } from "../terminal.js";
import { describePosition } from "./describe-position.js";
import { writeChangedSymbols } from "./write-changes.js";
import { writeDifferences } from "./write-differences.js";
import { writeStanding } from "./write-standing.js";

/** How a status is written. */
export interface StatusOutput {
  readonly json: boolean;
  /** What is not committed, in words. */
  readonly changes?: Changes | undefined;
  /** Where the index stands to the tree, where that was asked. */
  readonly standing?: Standing;
}

/** Where the index stands, what of the tree it does not show, and what of it is not committed. */
export function writeStatus(
  terminal: Terminal,
  status: Status,
  { json, standing, changes }: StatusOutput,
): void {
  if (json) {
    writeJson<"status">(terminal, {
      ...status,
      merging: status.merging ?? null,
      files: changes?.files ?? [],
      standing,
    });
    return;
  }
  const { stdout } = terminal;
  stdout.write(`${describePosition(terminal, status)}\n`);
  if (status.isBehindBranch)
    stdout.write(`Others have committed to ${status.branch} since: stemma update takes it over\n`);
  if (status.merging !== undefined)
    stdout.write(`Merging ${status.merging}: its conflicts wait to be decided (stemma merge lists them)\n`);
  if (standing !== undefined) writeStanding(terminal, standing);
  if (status.isClean) stdout.write("Nothing to commit\n");
  if (changes === undefined) writeDifferences(terminal, status);
  else {
    stdout.write("Not committed:\n");
    writeChangedSymbols(terminal, changes);
  }
}
