import type { Logger } from "@stemma/core";
import type { ProjectFlags } from "@stemma/pipeline";
import { configOf, type GlobalFlags } from "./global-flags.js";
import { stderrLogger } from "./output/stderr-logger.js";
import type { Terminal } from "./terminal.js";

/** What every command is given besides its own arguments. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Where the command looks for the documented tree. */
  readonly directory: string;
  readonly flags: ProjectFlags;
  readonly json: boolean;
  readonly quiet: boolean;
  /** What happens is logged. */
  readonly verbose: boolean;
  readonly logger: Logger;
  /** Fires on Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
}

/** The global flags `given`, and a command's own `flags`, as one context. */
export function commandContext(options: {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly given: GlobalFlags;
  readonly flags: ProjectFlags;
}): CommandContext {
  const { terminal, signal, given, flags } = options;
  const { C: directory = ".", json = false, quiet = false, verbose = false } = given;
  const logger = stderrLogger(terminal, verbose ? "debug" : "warn");
  return {
    terminal,
    signal,
    directory,
    json,
    quiet,
    verbose,
    logger,
    flags: { ...flags, ...configOf(given) },
  };
}
