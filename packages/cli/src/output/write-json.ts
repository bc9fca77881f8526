import { encodeJson } from "@stemma/core";
import type { Terminal } from "../terminal.js";

/** One JSON document on stdout. */
export function writeJson({ stdout }: Terminal, value: unknown): void {
  stdout.write(`${encodeJson(value, 2)}\n`);
}
