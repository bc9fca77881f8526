import type { Writable } from "node:stream";
import { createColors } from "picocolors";
import { exitCode } from "./exit-code.js";

/** Where a command writes: results to `stdout`, progress and logs to `stderr`. */
export interface Terminal {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Colours for `stdout`; they do nothing when it is no terminal or NO_COLOR is set. */
  readonly colors: ReturnType<typeof createColors>;
}

/**
 * The process's own streams. Where the reader of `stdout` goes away (`stemma log | head`) it has all it wanted: the
 * process ends quietly.
 */
export function processTerminal(): Terminal {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCode.fine);
    throw error;
  });
  const wantsColor = process.stdout.isTTY && !process.env["NO_COLOR"];
  return { stdout: process.stdout, stderr: process.stderr, colors: createColors(wantsColor) };
}
