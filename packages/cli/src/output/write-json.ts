import type { Terminal } from "../terminal.js";
import { visibleJson } from "./visible-text.js";

/** One JSON document on stdout. */
export function writeJson({ stdout }: Terminal, value: unknown): void {
  stdout.write(`${visibleJson(value, 2)}\n`);
}
