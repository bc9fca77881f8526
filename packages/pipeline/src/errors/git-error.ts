import { StemmaError } from "@stemma/core";

/**
 * git is there and says nothing that can be believed: code `"GIT_DUBIOUS_OWNERSHIP"`, `"GIT_TIMEOUT"` or `"GIT_FAILED"`. A tree
 * that is in no repository, or a machine without git, is no error.
 */
export class GitError extends StemmaError {
  static dubiousOwnership(directory: string, cause: unknown): GitError {
    return new GitError(`git does not trust the repository of ${directory}: it belongs to another user`, {
      code: "GIT_DUBIOUS_OWNERSHIP",
      advice:
        "If you trust it: git config --global --add safe.directory <repository>. Or leave the history as it is: --no-commit.",
      cause,
    });
  }

  static timeout(directory: string, what: string, timeoutMs: number, cause: unknown): GitError {
    return new GitError(`git ${what} in ${directory} did not end within ${timeoutMs} ms`, {
      code: "GIT_TIMEOUT",
      retryable: true,
      advice: "Call it by hand to see what it waits for; or leave the history as it is: --no-commit.",
      cause,
    });
  }

  static failed(directory: string, what: string, said: string, cause: unknown): GitError {
    return new GitError(`git ${what} in ${directory} failed: ${said}`, {
      code: "GIT_FAILED",
      advice: "Mend what it names (git fsck may tell more), or leave the history as it is: --no-commit.",
      cause,
    });
  }
}
