/** Who makes a commit. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

/** A commit. */
export interface CommitSummary {
  readonly hash: string;
  /** First the branch it was made on, then what was merged. */
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Author;
  /** ISO 8601, UTC. */
  readonly date: string;
}

/** A named, moving pointer to a commit. */
export interface Branch {
  readonly name: string;
  readonly head: string;
}

/** A named, fixed pointer to a commit. */
export interface Tag {
  readonly name: string;
  readonly commit: string;
  readonly message: string;
}

/** Another copy of the repository. */
export interface Remote {
  readonly name: string;
  readonly url: string;
}

/** A remote's branch as last fetched. */
export interface RemoteBranch extends Branch {
  readonly remote: string;
}
