import { readFile } from "node:fs/promises";
import { type ExitCode, exitCode } from "./exit-code.js";
import { interruptSignal } from "./interrupt.js";
import { withLogGraph } from "./log-graph-flag.js";
import { createProgram } from "./program.js";
import { reportError } from "./report-error.js";
import { processTerminal } from "./terminal.js";

/** Runs one command; resolves with its exit code and never rejects. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const terminal = processTerminal();
  const interrupt = interruptSignal();
  let code: ExitCode = exitCode.fine;
  const given = withLogGraph(args);
  const program = await createProgram(given, {
    terminal,
    version: await ownVersion(),
    signal: interrupt.signal,
    onExitCode: (reached) => {
      code = reached;
    },
  });
  try {
    await program.parseAsync(given, { from: "user" });
    return code;
  } catch (error) {
    return await reportError(error, terminal, { debug: program.opts<{ debug?: boolean }>().debug ?? false });
  } finally {
    interrupt.dispose();
  }
}

async function ownVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
