import type { ProjectFlags } from "@stemma/pipeline";
import type { CommandContext } from "./command-context.js";
import type { ExitCode } from "./exit-code.js";

/** What every command needs from the program that it is added to. */
export interface CommandHost {
  /** What the command is given, as the global flags say by the time it runs; `flags` are the command's own. */
  readonly context: (flags?: ProjectFlags) => CommandContext;
  /** Receives the exit code of the command that ran. */
  readonly onExitCode: (code: ExitCode) => void;
}
