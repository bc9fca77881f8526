import { readTools, writeTools } from "./all-tools.js";
import type { StemmaTool } from "./tool.js";

/** Which tools a client is told of: the fewer, the less of the model's room they take. */
export const TOOL_SETS = ["lean", "default", "all"] as const;
export type ToolSet = (typeof TOOL_SETS)[number];

const LEAN = ["search", "symbol", "trace", "status"];

/** How {@link chooseTools} chooses. */
export interface ChosenTools {
  /** Default: `"default"`. */
  readonly set?: ToolSet | undefined;
  /** Those that change something, too. Default `false`. */
  readonly allowWrite?: boolean | undefined;
}

/** The tools of a set, in their order; of the lean one those alone that most questions need. */
export function chooseTools({
  set = "default",
  allowWrite = false,
}: ChosenTools = {}): readonly StemmaTool[] {
  const reading = set === "lean" ? readTools.filter(({ name }) => LEAN.includes(name)) : readTools;
  return allowWrite ? [...reading, ...writeTools] : reading;
}
