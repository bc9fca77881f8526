import { readTools } from "./all-tools.js";
import type { StemmaTool } from "./tool.js";

/** Which tools a client is told of: the fewer, the less of the model's room they take. */
export const TOOL_SETS = ["lean", "default", "all"] as const;
export type ToolSet = (typeof TOOL_SETS)[number];

const LEAN = ["search", "symbol", "trace", "status"];

/** The tools of a set, in their order. */
export function chooseTools(set: ToolSet = "default"): readonly StemmaTool[] {
  return set === "lean" ? readTools.filter(({ name }) => LEAN.includes(name)) : readTools;
}
