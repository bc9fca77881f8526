/** By what `stemma log` takes git's `--graph`, which of all commands names the place of the graph. */
export const LOG_GRAPH_FLAG = "--draw-graph";

/** The arguments of `stemma log` with `--graph` as git means it, where no address follows; others as they are. */
export function withLogGraph(args: readonly string[]): string[] {
  if (!args.includes("log")) return [...args];
  return args.map((arg, index) =>
    arg === "--graph" && index > args.indexOf("log") && !args[index + 1]?.includes("://")
      ? LOG_GRAPH_FLAG
      : arg,
  );
}
