import * as z from "zod";
import { words } from "../arguments.js";
import { defineTool } from "../tool.js";

const MODES = ["block", "commit", "carry"] as const;

/** `switch`: brings the index to another branch. */
export const switchTool = defineTool({
  name: "switch",
  title: "Switch the index to a branch",
  description:
    "Brings the index to another of its branches, without branch to the one that git is on; git itself is left alone, nothing is embedded again.",
  isHeavy: true,
  mostMs: 600_000,
  effects: { isDestructive: false, isIdempotent: true, isOpenWorld: false },
  input: z.looseObject({
    branch: words.optional(),
    create: z.boolean().optional().describe("make the branch first"),
    at: words.optional().describe("with create: where it begins"),
    uncommitted: words.optional().describe(`${MODES.join(", ")}; default block, with create carry`),
  }),
  output: { moved: "boolean" },
  async answer({ branch, create = false, at, uncommitted }, { project, options, lenient }) {
    const [mode = create && at === undefined ? "carry" : "block"] =
      lenient.valuesOf("uncommitted", uncommitted, MODES) ?? [];
    const versions = await project.openHistory();
    const before = await versions.position();
    const moved =
      branch === undefined
        ? await project.followGit(options)
        : await versions.switchBranch(branch, { ...options, mode, create: create ? (at ?? true) : false });
    const now = await versions.position();
    const hasMoved = now.branch !== before.branch || now.commit !== before.commit;
    return {
      data: { moved: hasMoved, branch: now.branch, commit: now.commit, documents: moved?.documents ?? 0 },
      standing: await project.standing(),
      text: `The index is on ${now.branch ?? now.commit}; ${moved?.documents ?? 0} documents changed.`,
    };
  },
});
