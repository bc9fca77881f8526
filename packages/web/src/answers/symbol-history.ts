import { withoutUndefined } from "@stemma/core";
import type { Answering } from "./question.js";
import { toldChange } from "./told-change.js";
import { toldCommit } from "./told-commit.js";
import { toldStanding } from "./told-standing.js";

/** The commits in which a symbol changed, through renames. */
export const symbolHistory: Answering<"symbol-history"> = {
  isHeavy: "always",
  async answer({ project, given: { id, at }, options }) {
    const revisions = await project.symbolHistory(id, { ...options, ...withoutUndefined({ ref: at }) });
    const git = await project.gitCommits(revisions.map(({ commit }) => commit));
    return {
      view: "symbol-history",
      id,
      revisions: revisions.map(({ commit, change }) => ({
        commit: toldCommit(commit, git),
        change: toldChange(change),
      })),
      standing: toldStanding(await project.standing()),
    };
  },
};
