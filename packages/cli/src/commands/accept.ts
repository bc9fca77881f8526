import { StemmaProject } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { counted } from "../output/amounts.js";

/** `stemma accept [paths...]` */
export function addAcceptCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("accept")
    .description("take the texts that came with a history, by clone, pull or fetch, for your own")
    .argument("[paths...]", "only those of these files and folders, from the root of the tree")
    .action(async (paths: string[]) => {
      const { terminal, directory, json, flags, logger, signal } = context();
      await using project = await StemmaProject.openNearest(directory, { flags, logger });
      const done = await project.accept(
        paths.map((path) => path.replace(/^\.\//, "").replace(/\/+$/, "")),
        { signal },
      );
      if (json) writeJson<"accept">(terminal, done);
      else
        terminal.stdout.write(`${counted(done.accepted, "text")} accepted, ${done.unchanged} were yours\n`);
      onExitCode(exitCode.fine);
    });
}
