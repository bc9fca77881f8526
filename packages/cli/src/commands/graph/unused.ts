import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { writeUnused } from "../../output/write-unused.js";
import { askGraph } from "./ask-graph.js";
import { addListFlags, type ListFlags, MOST_COUNTED } from "./graph-flags.js";

/** `stemma unused [path] [--limit n]` */
export function addUnusedCommand(program: Command, { context, onExitCode }: CommandHost): void {
  const command = program
    .command("unused")
    .description("list functions and classes that nothing in the tree calls, hands over or derives from")
    .argument("[path]", "only in this file or below this folder", ".");
  addListFlags(command).action(async (path: string, { limit, at }: ListFlags) => {
    const given = context();
    const { terminal, signal } = given;
    onExitCode(
      await askGraph(given, {
        ask: (project) => project.unused(path, { limit: MOST_COUNTED, at, signal }),
        toJson: ({ nodes, isCut, standing }) => ({
          nodes: nodes.slice(0, limit),
          more: Math.max(0, nodes.length - limit),
          isCut,
          standing,
        }),
        write: (unused, root) => writeUnused(terminal, unused, { root, limit }),
      }),
    );
  });
}
