import { distrustTree, trustTree } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";

/** `stemma trust [dir] [--revoke]` */
export function addTrustCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("trust")
    .description("use from now on what the tree's own configuration file says, until it changes")
    .argument("[dir]", "a directory of the tree (default: -C, else the current directory)")
    .option("--revoke", "no longer", false)
    .action(async (directory: string | undefined, { revoke }: { revoke: boolean }) => {
      const given = context();
      const where = directory ?? given.directory;
      onExitCode(revoke ? await distrust(where, given) : await trust(where, given));
    });
}

async function trust(directory: string, { terminal, json }: CommandContext): Promise<ExitCode> {
  const trusted = await trustTree(directory);
  if (json) writeJson<"trust">(terminal, trusted);
  else {
    const { stdout, colors } = terminal;
    const { file, content, state } = trusted;
    if (file !== null && content !== null) {
      stdout.write(`${colors.bold(file)} is trusted as it is now:\n\n${content.trimEnd()}\n`);
      stdout.write("\nWhen it changes, this is asked again.\n");
    }
    if (state !== null) stdout.write(`The state in ${colors.bold(state)} is taken for your own.\n`);
  }
  return exitCode.fine;
}

async function distrust(directory: string, { terminal, json }: CommandContext): Promise<ExitCode> {
  const revoked = await distrustTree(directory);
  if (json) writeJson<"trust">(terminal, revoked);
  else terminal.stdout.write(`${revoked.file ?? revoked.root} is no longer trusted.\n`);
  return exitCode.fine;
}
