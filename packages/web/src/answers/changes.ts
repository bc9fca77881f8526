import type { Changes, CommitSummary } from "@stemma/pipeline";
import type { Answering, Asked } from "./question.js";
import { toldFiles } from "./told-change.js";
import { toldCommit } from "./told-commit.js";
import { toldStanding } from "./told-standing.js";

/** What changed in words: in a commit, between two refs, or since the last commit. */
export const changes: Answering<"changes"> = {
  isHeavy: "always",
  async answer(asked) {
    const { project, given } = asked;
    const found = await changesOf(asked);
    const commit = "hash" in found ? toldCommit(found, await project.gitCommits([found])) : null;
    return {
      view: "changes",
      from: given.from ?? null,
      to: given.to ?? null,
      commit,
      ...toldFiles(found),
      standing: toldStanding(await project.standing()),
    };
  },
};

function changesOf({
  project,
  given: { from, to, commit },
  options,
}: Asked<"changes">): Promise<Changes | (CommitSummary & Changes)> {
  if (commit !== undefined) return project.showCommit(commit, options);
  return project.changes(from, from === undefined ? undefined : to, options);
}
