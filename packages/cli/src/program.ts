import { Command } from "commander";
import { commandContext } from "./command-context.js";
import type { CommandHost } from "./command-host.js";
import { addAcceptCommand } from "./commands/accept.js";
import { addAskCommand } from "./commands/ask.js";
import { registerCollectionCommands } from "./commands/collection/register-collection-commands.js";
import { addCompletionCommand } from "./commands/completion.js";
import { addConfigCommand } from "./commands/config.js";
import { addCostCommand } from "./commands/cost.js";
import { addDoctorCommand } from "./commands/doctor.js";
import { addDocumentCommand } from "./commands/document.js";
import { addExportCommand } from "./commands/export.js";
import { addForgetCommand } from "./commands/forget.js";
import { registerHistoryCommands } from "./commands/history/register-history-commands.js";
import { registerHooksCommands } from "./commands/hooks/register-hooks-commands.js";
import { addMcpCommand } from "./commands/mcp.js";
import { addRepairCommand } from "./commands/repair.js";
import { addResumeCommand } from "./commands/resume.js";
import { addScanCommand } from "./commands/scan.js";
import { addSearchCommand } from "./commands/search.js";
import { addServeCommand } from "./commands/serve.js";
import { addSetupCommand } from "./commands/setup.js";
import { addShowCommand } from "./commands/show.js";
import { addTrustCommand } from "./commands/trust.js";
import { addWatchCommand } from "./commands/watch.js";
import type { ExitCode } from "./exit-code.js";
import { addGlobalFlags } from "./global-flags.js";
import type { Terminal } from "./terminal.js";

/** What the program needs from the process around it. */
export interface ProgramOptions {
  readonly terminal: Terminal;
  readonly version: string;
  readonly signal: AbortSignal;
  /** Receives the exit code of the command that ran. */
  readonly onExitCode: (code: ExitCode) => void;
}

/** By what they are for, in the order of `--help`. */
const groups: Readonly<Record<string, readonly ((program: Command, host: CommandHost) => void)[]>> = {
  "Documentation:": [
    addDocumentCommand,
    addWatchCommand,
    addSearchCommand,
    addAskCommand,
    addShowCommand,
    addExportCommand,
    addScanCommand,
    addResumeCommand,
    addCostCommand,
  ],
  "Doors:": [addServeCommand, addMcpCommand],
  "History:": [registerHistoryCommands, registerHooksCommands],
  "Setting up:": [addSetupCommand, addDoctorCommand, addConfigCommand, addTrustCommand, addCompletionCommand],
  "Care:": [addRepairCommand, addForgetCommand, addAcceptCommand],
  "Chroma by hand:": [registerCollectionCommands],
};

/** The command line: every command with its flags and help. */
export function createProgram({ terminal, version, signal, onExitCode }: ProgramOptions): Command {
  const program = addGlobalFlags(new Command("stemma"))
    .description("Documents a source tree bottom-up and searches the documentation, all on this machine.")
    .version(version)
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .addHelpText("after", "\nExit codes: 0 done, 1 failed, 2 wrong call, 3 done in part, 130 interrupted")
    .showHelpAfterError("(stemma --help lists the commands)")
    .exitOverride();
  const host: CommandHost = {
    context: (flags = {}) => commandContext({ terminal, signal, given: program.opts(), flags }),
    onExitCode,
  };
  for (const [heading, commands] of Object.entries(groups)) {
    program.commandsGroup(heading);
    for (const add of commands) add(program, host);
  }
  return program;
}
