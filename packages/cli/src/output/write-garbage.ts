import { relative } from "node:path";
import type { GcReport } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

/** What `stemma gc` removed, or would remove, for people. */
export function writeGarbage(
  { stdout }: Terminal,
  { root, isDryRun, places, freedBytes, stateBytes }: GcReport,
): void {
  for (const { path, what, count, bytes } of places) {
    const size = bytes === null ? "" : `, ${megabytes(bytes)}`;
    stdout.write(`  ${oneLine(relative(root, path))}  ${count} ${what}${size}\n`);
  }
  if (places.length === 0) stdout.write(`Nothing to remove; the state takes ${megabytes(stateBytes)}.\n`);
  else if (isDryRun) stdout.write(`Nothing was removed; the state takes ${megabytes(stateBytes)}.\n`);
  else stdout.write(`${megabytes(freedBytes)} freed; the state takes ${megabytes(stateBytes)}.\n`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
