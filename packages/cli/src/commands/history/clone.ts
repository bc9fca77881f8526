import { StemmaProject } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { describePosition } from "../../output/describe-position.js";

/** `stemma clone <url> [dir] [-b]` */
export function addCloneCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("clone")
    .description(
      "copy a history with its index for a tree that has none; documenting the tree then embeds nothing again",
    )
    .argument("<url>", "file:///…, https://…; from an empty one a history is begun, with the remote set up")
    .argument("[dir]", "the source tree (default: here)")
    .option(
      "-b, --branch <ref>",
      "where to stand: a branch, a tag or a commit; at the last two on no branch",
      "main",
    )
    .action(async (url: string, directory: string | undefined, { branch: ref }: { branch: string }) => {
      const { terminal, json, flags, logger, directory: here } = context();
      await using project = await StemmaProject.create(directory ?? here, { flags, logger });
      const versions = await project.openHistory({ mode: "clone", url, branch: ref });
      const position = await versions.position();
      const { usedFallback } = versions;
      if (json) writeJson<"clone">(terminal, { ...position, wasEmpty: usedFallback });
      else {
        const from = usedFallback ? "The remote is empty: a history was begun with it. " : "";
        terminal.stdout.write(`${from}${describePosition(terminal, position)}\n`);
      }
      onExitCode(exitCode.fine);
    });
}
