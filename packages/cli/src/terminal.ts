import type { Writable } from "node:stream";
import { createColors } from "picocolors";

/** Where a command writes: results to `stdout`, progress and logs to `stderr`. */
export interface Terminal {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Colours for `stdout`; they do nothing when it is no terminal or NO_COLOR is set. */
  readonly colors: ReturnType<typeof createColors>;
}

/** The process's own streams. */
export function processTerminal(): Terminal {
  const wantsColor = process.stdout.isTTY && !process.env["NO_COLOR"];
  return { stdout: process.stdout, stderr: process.stderr, colors: createColors(wantsColor) };
}
