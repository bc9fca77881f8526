import type { Impact } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../../command-context.js";
import type { CommandHost } from "../../command-host.js";
import type { ExitCode } from "../../exit-code.js";
import { writeImpact } from "../../output/write-impact.js";
import { askGraph } from "./ask-graph.js";
import { addWalkFlags, MOST_COUNTED, requireOneFormat, type WalkFlags } from "./graph-flags.js";

const STEPS = 10;

interface ImpactFlags extends WalkFlags {
  readonly since?: string;
}

/** `stemma impact <symbol> | --since <ref> [--depth n] [--limit n] [--format …]` */
export function addImpactCommand(program: Command, { context, onExitCode }: CommandHost): void {
  const command = program
    .command("impact")
    .description(
      "list what a change of a symbol, or all changes since a git ref, may reach, and the tests to run",
    )
    .argument("[symbol]", "a path, a name, Class.method, or an id")
    .option("--since <ref>", "in place of a symbol: all that differs from this branch, tag or commit of git");
  addWalkFlags(command, STEPS).action(async (symbol: string | undefined, flags: ImpactFlags) => {
    const given = context();
    const { since, at } = flags;
    if ((symbol === undefined) === (since === undefined))
      command.error("error: give either a symbol or --since <ref>", { code: "commander.missingArgument" });
    if (since !== undefined && at !== undefined)
      command.error("error: --since compares with the tree as it is now: it goes without --at", {
        code: "commander.conflictingOption",
      });
    requireOneFormat(command, given.json, flags.format);
    onExitCode(await impact(symbol, flags, given));
  });
}

function impact(
  symbol: string | undefined,
  { since = "", depth, limit, at, format }: ImpactFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const limits = { depth, limit: MOST_COUNTED, signal };
  return askGraph<Impact>(context, {
    format,
    ask: (project) =>
      symbol === undefined ? project.impactSince(since, limits) : project.impact(symbol, { ...limits, at }),
    toJson: ({ from, gone, steps, tests, isCut, standing }) => ({
      from,
      gone,
      steps: steps.slice(0, limit),
      tests: tests.slice(0, limit),
      more: Math.max(0, steps.length - limit),
      moreTests: Math.max(0, tests.length - limit),
      isCut,
      standing,
    }),
    write: (answer, root) => writeImpact(terminal, answer, { root, limit, depth, since }),
    draw: (project, { from, steps, tests }) =>
      project.diagram({ from, steps: [...steps, ...tests].slice(0, limit) }, { at, signal }),
  });
}
