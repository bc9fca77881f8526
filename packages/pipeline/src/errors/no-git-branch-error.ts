import { StemmaError } from "@stemma/core";

/** git is on no branch in this tree, code `"NO_GIT_BRANCH"`. Nothing was done. */
export class NoGitBranchError extends StemmaError {
  constructor(root: string, isRepository: boolean) {
    super(isRepository ? `git is on no branch in ${root}` : `${root} is in no git repository`, {
      code: "NO_GIT_BRANCH",
      advice: "Name the branch of the history: stemma switch <branch>",
    });
  }
}
