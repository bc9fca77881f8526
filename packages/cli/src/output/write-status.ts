import type { Status } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { describePosition } from "./describe-position.js";
import { writeDifferences } from "./write-differences.js";
import { writeJson } from "./write-json.js";

/** Where the index stands, and what of it is not committed. */
export function writeStatus(terminal: Terminal, status: Status, { json }: { readonly json: boolean }): void {
  if (json) {
    writeJson(terminal, { ...status, merging: status.merging ?? null });
    return;
  }
  const { stdout } = terminal;
  stdout.write(`${describePosition(terminal, status)}\n`);
  if (status.isBehindBranch)
    stdout.write(`Others have committed to ${status.branch} since: stemma update takes it over\n`);
  if (status.merging !== undefined)
    stdout.write(`Merging ${status.merging}: its conflicts wait to be decided (stemma merge lists them)\n`);
  if (status.isClean) stdout.write("Nothing to commit\n");
  writeDifferences(terminal, status);
}
