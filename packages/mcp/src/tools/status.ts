import * as z from "zod";
import { defineTool } from "./tool.js";

/** `status`: which tree this is, and whether answers are of it as it is now. */
export const statusTool = defineTool({
  name: "status",
  title: "Status of the index",
  description:
    "Which tree is served, how much of it is documented, and whether answers are up to date: branch, commit, changed files, unfinished runs.",
  isHeavy: false,
  input: z.looseObject({}),
  output: { root: "string" },
  async answer(_, { project, options }) {
    const { nodes, documented } = await project.statistics(options);
    const standing = await project.standing();
    const { root } = project.state;
    const symbols = Object.entries(nodes).map(([label, count]) => [label.toLowerCase(), count] as const);
    return {
      data: { root, documented, nodes: Object.fromEntries(symbols) },
      standing,
      text: `${root}: ${documented} places documented (${symbols.map(([kind, count]) => `${count} ${kind}`).join(", ")}).`,
    };
  },
});
