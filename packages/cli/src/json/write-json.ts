import { visibleJson } from "../output/visible-text.js";
import type { Terminal } from "../terminal.js";
import type { JsonOutputs } from "./json-outputs.js";

/** One JSON document on a line of stdout, for commands that go on: what {@link JsonOutputs} says of the command `T`. */
// The command is named by whoever calls, so that the compiler holds the value to it.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function writeJsonLine<T extends keyof JsonOutputs>(
  { stdout }: Terminal,
  value: NoInfer<JsonOutputs[T]>,
): void {
  stdout.write(`${visibleJson(value)}\n`);
}

/** One JSON document on stdout: what {@link JsonOutputs} says of the command `T`. */
// The command is named by whoever calls, so that the compiler holds the value to it.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function writeJson<T extends keyof JsonOutputs>(
  { stdout }: Terminal,
  value: NoInfer<JsonOutputs[T]>,
): void {
  stdout.write(`${visibleJson(value, 2)}\n`);
}
