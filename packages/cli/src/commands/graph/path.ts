import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { writePath } from "../../output/write-trace.js";
import { wholeNumber } from "../../whole-number.js";
import { askGraph } from "./ask-graph.js";
import { addFormatFlag, MOST_COUNTED, requireOneFormat, type WalkFlags } from "./graph-flags.js";

/** Longer ways than this say nothing to anyone. */
const MOST_STEPS = 20;

/** `stemma path <from> <to> [--depth n] [--format …]` */
export function addPathCommand(program: Command, { context, onExitCode }: CommandHost): void {
  const command = program
    .command("path")
    .description("show a shortest way of calls from one symbol to another")
    .argument("<from>", "where it begins: a path, a name, Class.method, or an id")
    .argument("<to>", "where it ends")
    .option("--depth <n>", "how many steps it may have", wholeNumber, MOST_STEPS)
    .option("--at <ref>", "ask the graph of this branch, tag or commit of the history");
  addFormatFlag(command).action(async (from: string, to: string, flags: Omit<WalkFlags, "limit">) => {
    const given = context();
    const { depth, at, format } = flags;
    const { terminal, signal } = given;
    requireOneFormat(command, given.json, format);
    onExitCode(
      await askGraph(given, {
        format,
        ask: (project) => project.tracePath(from, to, { depth, limit: MOST_COUNTED, at, signal }),
        toJson: ({ from: begin, steps, isCut, standing }) => ({ from: begin, steps, isCut, standing }),
        write: (trace, root) => writePath(terminal, trace, { root, to }),
        draw: (project, trace) => project.diagram({ from: [trace.from], steps: trace.steps }, { at, signal }),
      }),
    );
  });
}
