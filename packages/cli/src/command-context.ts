import type { Logger } from "@stemma/core";
import type { StemmaConfigInput } from "@stemma/pipeline";
import type { Terminal } from "./terminal.js";

/** What every command is given besides its own arguments. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Where the command looks for the documented tree. */
  readonly directory: string;
  readonly flags: StemmaConfigInput;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly logger: Logger;
  /** Fires on Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
}
