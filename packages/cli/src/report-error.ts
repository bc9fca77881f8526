import { StemmaError } from "@stemma/core";
import { CommanderError } from "commander";
import { type ExitCode, exitCode } from "./exit-code.js";
import type { Terminal } from "./terminal.js";

const usageCodes = new Set([
  "COLLECTION_NOT_FOUND",
  "CONFIG_INVALID",
  "CREDENTIAL_IN_CLEAR",
  "DATABASE_NOT_FOUND",
  "DIRECTORY_NOT_FOUND",
  "GRAPH_EMPTY",
  "HISTORY_MISSING",
  "INVALID_ARGUMENT",
  "INVALID_NAME",
  "NOT_DOCUMENTED",
  "NO_MERGE_IN_PROGRESS",
  "NO_GIT_BRANCH",
  "SYMBOL_AMBIGUOUS",
  "SYMBOL_NOT_FOUND",
  "STATE_NOT_OURS",
  "STATE_NOT_WRITABLE",
  "UNKNOWN_REF",
  "UNKNOWN_REMOTE",
]);

/** Says what happened, where, and what to do; the stack only with `debug`. Returns the exit code that fits. */
export async function reportError(
  error: unknown,
  terminal: Terminal,
  options: { debug: boolean },
): Promise<ExitCode> {
  // commander has written its own message already; asking for help or the version is no failure.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.usage;
  if (StemmaError.isInstance(error) && error.code === "CANCELLED") {
    terminal.stderr.write("Stopped. What was finished is kept; the same command again goes on from there.\n");
    return exitCode.interrupted;
  }
  terminal.stderr.write(`stemma: ${plainMessage(error)}\n`);
  const advice = StemmaError.isInstance(error) ? await adviceFor(error) : undefined;
  if (advice) terminal.stderr.write(`${advice}\n`);
  if (options.debug) writeStack(error, terminal);
  else if (!StemmaError.isInstance(error)) terminal.stderr.write("Run again with --debug to see where.\n");
  return StemmaError.isInstance(error) && usageCodes.has(error.code) ? exitCode.usage : exitCode.failed;
}

/** Loaded here only: the pipeline comes with it, which asking for the version needs no part of. */
async function adviceFor({ code, advice }: StemmaError): Promise<string | undefined> {
  const { commandAdvice } = await import("./command-advice.js");
  return commandAdvice.get(code) ?? advice;
}

/** Without the operation's name, which stands before it for logs. */
function plainMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { operationName } = error as { readonly operationName?: unknown };
  const prefix = `${String(operationName)}: `;
  return error.message.startsWith(prefix) ? error.message.slice(prefix.length) : error.message;
}

function writeStack(error: unknown, terminal: Terminal): void {
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    terminal.stderr.write(`${current === error ? "" : "caused by "}${current.stack ?? current.message}\n`);
  }
}
