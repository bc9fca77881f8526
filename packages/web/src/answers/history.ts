import type { GitLog } from "@stemma/pipeline";
import type { HistoryAnswer } from "../api/history.js";
import type { Answering } from "./question.js";
import { toldCommit } from "./told-commit.js";
import { toldStanding } from "./told-standing.js";

/** Of each, the index and git. */
const MOST_COMMITS = 200;

/** The commits of the index beside those of git, newest first, with branches and tags of both. */
export const history: Answering<"history"> = {
  isHeavy: "always",
  async answer({ project, given: { at }, options }) {
    const graph = await project.historyGraph({ ...options, at, limit: MOST_COMMITS });
    const { commits, isCut, branches, tags, documented, git } = graph;
    return {
      view: "history",
      commits: commits.map((commit) => toldCommit(commit, documented)),
      isCut,
      branches: branches.map(({ name, head }) => ({ name, head })),
      tags: tags.map(({ name, head }) => ({ name, head })),
      git: git === null ? null : toldGitLog(git),
      standing: toldStanding(await project.standing()),
    };
  },
};

function toldGitLog({ commits, isCut, branches, tags, current }: GitLog): HistoryAnswer["git"] {
  return {
    commits: commits.map(({ parents, ...commit }) => ({ ...commit, parents: [...parents] })),
    isCut,
    branches: branches.map(({ name, commit }) => ({ name, commit })),
    tags: tags.map(({ name, commit }) => ({ name, commit })),
    current,
  };
}
