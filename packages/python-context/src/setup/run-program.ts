import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { CancelledError, type Deadline, TimeoutError } from "@stemma/core";

/** How a program is run. */
export interface RunOptions {
  readonly deadline: Deadline;
  /** Told of each line that it prints. */
  readonly onLine: (line: string) => void;
}

const mostTail = 12;

/**
 * Runs a program to its end; it ends with the deadline.
 *
 * @throws {@link Error} with the last lines that it printed, {@link CancelledError}, {@link TimeoutError}
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { deadline, onLine }: RunOptions,
): Promise<void> {
  deadline.check();
  const limit = deadline.remainingMs();
  const timer = Number.isFinite(limit) ? AbortSignal.timeout(Math.ceil(limit)) : undefined;
  const signals = [deadline.signal, timer].filter((signal) => signal !== undefined);
  const tail: string[] = [];
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    signal: AbortSignal.any(signals),
    killSignal: "SIGTERM",
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      if (line.trim() === "") return;
      tail.push(line);
      if (tail.length > mostTail) tail.shift();
      onLine(line);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("close", resolve);
    child.once("error", (error) => {
      if (error.name === "AbortError") return;
      reject(error);
    });
  });
  if (deadline.signal?.aborted === true)
    throw new CancelledError(deadline.operationName, deadline.signal.reason);
  if (timer?.aborted === true) throw new TimeoutError(deadline.operationName, deadline.timeoutMs);
  if (code !== 0)
    throw new Error(`${program} ended with ${code === null ? "a signal" : code}:\n${tail.join("\n")}`);
}
