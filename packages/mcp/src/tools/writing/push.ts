import * as z from "zod";
import { words } from "../arguments.js";
import { defineTool } from "../tool.js";

/** `push`: copies the current branch to a remote. */
export const pushTool = defineTool({
  name: "push",
  title: "Push the index",
  description:
    "Copies the current branch of the index to a remote that is set up (default origin); never over others' commits.",
  isHeavy: true,
  mostMs: 600_000,
  effects: { isDestructive: false, isIdempotent: true, isOpenWorld: true },
  input: z.looseObject({ remote: words.optional(), tags: z.boolean().optional() }),
  output: { remote: "string" },
  async answer({ remote = "origin", tags = false }, { project, options }) {
    const versions = await project.openHistory();
    await versions.push({ ...options, remote, tags });
    const { branch, commit } = await versions.position();
    return {
      data: { remote, branch, commit },
      standing: await project.standing(),
      text: `${remote} has ${branch ?? ""} at ${commit.slice(0, 8)}.`,
    };
  },
});
