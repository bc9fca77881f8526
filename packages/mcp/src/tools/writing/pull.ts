import { mergeRoles } from "@stemma/pipeline";
import * as z from "zod";
import { words } from "../arguments.js";
import { defineTool } from "../tool.js";
import { mergeAnswer } from "./merge.js";

const STRATEGIES = ["ours", "theirs"] as const;

/** `pull`: takes over what others have pushed. */
export const pullTool = defineTool({
  name: "pull",
  title: "Pull into the index",
  description:
    "Fetches a remote (default origin) and merges its branch of the same name; conflicts wait as those of merge.",
  isHeavy: true,
  mostMs: 600_000,
  effects: { isDestructive: false, isIdempotent: true, isOpenWorld: true },
  input: z.looseObject({
    remote: words.optional(),
    strategy: words.optional().describe(STRATEGIES.join(", ")),
  }),
  output: { outcome: "string", conflicts: "array" },
  async answer({ remote = "origin", strategy }, call) {
    const [side] = call.lenient.valuesOf("strategy", strategy, STRATEGIES) ?? [];
    const versions = await call.project.openHistory();
    return mergeAnswer(call, await versions.pull({ ...call.options, ...mergeRoles, remote, strategy: side }));
  },
});
