import type { Terminal } from "../terminal.js";

/** One JSON document on stdout. */
export function writeJson({ stdout }: Terminal, value: unknown): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
