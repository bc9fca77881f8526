import { Argument, type Command } from "commander";
import type { CommandHost } from "../command-host.js";
import { commandTree } from "../completion/command-tree.js";
import { completionScript, type Shell, shells } from "../completion/completion-scripts.js";
import { exitCode } from "../exit-code.js";

/** `stemma completion` */
export function addCompletionCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("completion")
    .description(
      "print a script that completes commands and flags, for example: source <(stemma completion bash)",
    )
    .addArgument(new Argument("<shell>").choices(shells))
    .action((shell: Shell) => {
      context().terminal.stdout.write(completionScript(shell, commandTree(program)));
      onExitCode(exitCode.fine);
    });
}
