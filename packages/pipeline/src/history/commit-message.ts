import type { GitHead } from "./git-head.js";

const GIT_COMMIT = "Git-Commit";
const GIT_BRANCH = "Git-Branch";
const GIT_TREE = "Git-Tree";
const SHORT = 10;

/**
 * The message of a commit that documenting makes: what changed, or, where that is not known, which of git's commits it documents. What ties it to git stands below, one a line, as git's own trailers do:
 * `Git-Commit`, `Git-Branch`, and `Git-Tree: modified` when the tree had edits that no git commit has.
 */
export function documentMessage(git: GitHead | undefined, subject?: string): string {
  if (git?.branch === undefined) return subject ?? "Document the tree";
  const { branch, commit, isModified } = git;
  if (commit === undefined)
    return [subject ?? `Document ${branch}`, "", `${GIT_BRANCH}: ${branch}`].join("\n");
  const edits = isModified ? " with edits" : "";
  return [
    subject ?? `Document ${branch} at ${commit.slice(0, SHORT)}${edits}`,
    "",
    `${GIT_COMMIT}: ${commit}`,
    `${GIT_BRANCH}: ${branch}`,
    ...(isModified ? [`${GIT_TREE}: modified`] : []),
  ].join("\n");
}

/** The git commit that was documented as it is; none where the tree had edits, which another branch need not have. */
export function gitCommitIn(message: string): string | undefined {
  return message.includes(`\n${GIT_TREE}: modified`) ? undefined : baseCommitIn(message);
}

/** The git commit that was checked out then, whether or not the tree had edits. */
export function baseCommitIn(message: string): string | undefined {
  return new RegExp(`^${GIT_COMMIT}: ([0-9a-f]{40,64})$`, "m").exec(message)?.[1];
}
