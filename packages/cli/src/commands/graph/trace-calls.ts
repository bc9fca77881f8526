import type { CommandContext } from "../../command-context.js";
import type { ExitCode } from "../../exit-code.js";
import { writeTrace } from "../../output/write-trace.js";
import { askGraph } from "./ask-graph.js";
import { MOST_COUNTED, type WalkFlags } from "./graph-flags.js";

/** Asks who calls a symbol, or whom it calls, as far as asked. */
export function traceCalls(
  direction: "callers" | "callees",
  symbol: string,
  { depth, limit, at, format }: WalkFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  return askGraph(context, {
    format,
    ask: (project) => project.trace(symbol, { direction, depth, limit: MOST_COUNTED, at, signal }),
    toJson: ({ from, steps, isCut, standing }) => ({
      from,
      steps: steps.slice(0, limit),
      more: Math.max(0, steps.length - limit),
      isCut,
      standing,
    }),
    write: (trace, root) => writeTrace(terminal, trace, { root, limit, depth, direction }),
    draw: (project, { from, steps }) =>
      project.diagram({ from: [from], steps: steps.slice(0, limit) }, { at, signal }),
  });
}
