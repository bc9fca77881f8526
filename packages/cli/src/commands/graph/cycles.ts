import { type CyclesOptions, diagramOfCircles } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import type { CommandHost } from "../../command-host.js";
import { writeCircles } from "../../output/write-circles.js";
import { askGraph } from "./ask-graph.js";
import {
  addFormatFlag,
  addListFlags,
  MOST_COUNTED,
  requireOneFormat,
  type WalkFlags,
} from "./graph-flags.js";

const RELATIONS = { imports: "IMPORTS", calls: "CALLS" } as const satisfies Record<
  string,
  CyclesOptions["relation"]
>;

interface CyclesFlags extends Omit<WalkFlags, "depth"> {
  readonly of: keyof typeof RELATIONS;
}

/** `stemma cycles [path] [--of imports|calls] [--limit n] [--format …]` */
export function addCyclesCommand(program: Command, { context, onExitCode }: CommandHost): void {
  const command = program
    .command("cycles")
    .description("list files that import each other in a circle, or functions that call each other")
    .argument("[path]", "only circles with something in this file or below this folder", ".")
    .addOption(
      new Option("--of <relation>", "circles of what").choices(Object.keys(RELATIONS)).default("imports"),
    );
  addFormatFlag(addListFlags(command)).action(
    async (path: string, { of, limit, at, format }: CyclesFlags) => {
      const given = context();
      const { terminal, signal } = given;
      requireOneFormat(command, given.json, format);
      const relation = RELATIONS[of];
      onExitCode(
        await askGraph(given, {
          format,
          ask: (project) => project.cycles(path, { relation, limit: MOST_COUNTED, at, signal }),
          toJson: ({ circles, isCut, standing }) => ({
            circles: circles.slice(0, limit),
            more: Math.max(0, circles.length - limit),
            isCut,
            standing,
          }),
          write: (found, root) => writeCircles(terminal, found, { root, limit, relation }),
          draw: (_project, { circles }) => diagramOfCircles(circles.slice(0, limit)),
        }),
      );
    },
  );
}
