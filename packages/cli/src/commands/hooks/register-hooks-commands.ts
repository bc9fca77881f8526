import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { addInstallCommand } from "./install.js";
import { addRemoveCommand } from "./remove.js";
import { addRunCommand } from "./run.js";
import { addHooksStatusCommand } from "./status.js";

const commands = [addInstallCommand, addRemoveCommand, addHooksStatusCommand, addRunCommand];

/** `stemma hooks …`: git's hooks bring the index along. */
export function registerHooksCommands(program: Command, host: CommandHost): void {
  const hooks = program
    .command("hooks")
    .description(
      "let git's hooks bring the index along in the background, after commits, merges and switches",
    );
  for (const add of commands) add(hooks, host);
}
