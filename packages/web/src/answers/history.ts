import type { Answering } from "./question.js";
import { toldCommit } from "./told-commit.js";
import { toldStanding } from "./told-standing.js";

const MOST_COMMITS = 200;

/** The commits of the index, newest first, with its branches and tags. */
export const history: Answering<"history"> = {
  isHeavy: "always",
  async answer({ project, given: { at }, options }) {
    const versions = await project.openHistory();
    const ref = at === undefined ? {} : { ref: at };
    const commits = await versions.log({ ...options, ...ref, limit: MOST_COMMITS + 1 });
    const shown = commits.slice(0, MOST_COMMITS);
    const git = await project.gitCommits(shown);
    const branches = await versions.listBranches(options);
    const tags = await versions.listTags(options);
    return {
      view: "history",
      commits: shown.map((commit) => toldCommit(commit, git)),
      isCut: commits.length > shown.length,
      branches: branches.map(({ name, head }) => ({ name, head })),
      tags: tags.map(({ name, commit: head }) => ({ name, head })),
      standing: toldStanding(await project.standing()),
    };
  },
};
