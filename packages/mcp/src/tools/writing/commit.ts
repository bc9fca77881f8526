import * as z from "zod";
import { words } from "../arguments.js";
import { defineTool } from "../tool.js";

/** `commit`: keeps the index as it is. */
export const commitTool = defineTool({
  name: "commit",
  title: "Commit the index",
  description: "Commits what of the index is not committed (document does so by itself); git is left alone.",
  isHeavy: true,
  mostMs: 600_000,
  effects: { isDestructive: false, isIdempotent: false, isOpenWorld: false },
  input: z.looseObject({ message: words }),
  output: { commit: "string" },
  async answer({ message }, { project, options }) {
    const versions = await project.openHistory({ mode: "begin", branch: undefined });
    const { branch, commit, added, modified, deleted } = await versions.commit(message, options);
    return {
      data: { commit, branch, added, modified, deleted },
      standing: await project.standing(),
      text: `${commit.slice(0, 8)} on ${branch}: ${added} added, ${modified} modified, ${deleted} deleted.`,
    };
  },
});
