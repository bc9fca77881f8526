import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { writeOutline } from "../../output/write-outline.js";
import { askGraph } from "./ask-graph.js";
import { addListFlags, type ListFlags } from "./graph-flags.js";

/** `stemma outline <path> [--limit n]` */
export function addOutlineCommand(program: Command, { context, onExitCode }: CommandHost): void {
  const command = program
    .command("outline")
    .description("list what a file or class defines, or the files of a folder, in the order of the text")
    .argument("<path>", "a file, a folder (. for all), or a class");
  addListFlags(command).action(async (path: string, { limit, at }: ListFlags) => {
    const given = context();
    const { terminal, signal } = given;
    onExitCode(
      await askGraph(given, {
        ask: (project) => project.outline(path, { limit, at, signal }),
        toJson: ({ of, files, more, standing }) => ({ of, files, more, standing }),
        write: (outline, root) => writeOutline(terminal, outline, root),
      }),
    );
  });
}
