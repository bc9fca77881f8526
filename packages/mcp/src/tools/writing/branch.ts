import * as z from "zod";
import { words } from "../arguments.js";
import { defineTool } from "../tool.js";

/** `branch`: lists the branches of the index, or makes one. */
export const branchTool = defineTool({
  name: "branch",
  title: "Branches of the index",
  description: "Lists the branches of the index; with name: makes one where the index stands, or at a ref.",
  isHeavy: true,
  effects: { isDestructive: false, isIdempotent: false, isOpenWorld: false },
  input: z.looseObject({ name: words.optional(), at: words.optional() }),
  output: { branches: "array" },
  async answer({ name, at }, { project, options, lenient }) {
    if (name === undefined && at !== undefined) lenient.ignore("at", at, "given only together with name");
    const versions = await project.openHistory();
    if (name !== undefined) await versions.createBranch(name, at, options);
    const { branch: current } = await versions.position();
    const branches = (await versions.listBranches(options)).map((each) => ({
      name: each.name,
      commit: each.head,
      isCurrent: each.name === current,
    }));
    const remoteBranches = await versions.listRemoteBranches(options);
    return {
      data: { branches, remoteBranches: remoteBranches.length > 0 ? remoteBranches : undefined },
      standing: await project.standing(),
      text: branches.map((each) => `${each.isCurrent ? "*" : " "} ${each.name}`).join("\n"),
    };
  },
});
