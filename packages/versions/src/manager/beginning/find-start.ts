import type { CallOptions } from "@stemma/core";
import type { Repository } from "../../repository/repository.js";
import { DEFAULT_BRANCH } from "../../repository/sql/sql-repository.js";
import type { Position } from "../../state/local-state.js";

const ORIGIN = "origin";

/** Also after a crash between making the repository and naming its remote. */
export async function ensureOrigin(repository: Repository, url: string, options: CallOptions): Promise<void> {
  const remotes = await repository.listRemotes(options);
  if (!remotes.some((each) => each.name === ORIGIN)) await repository.addRemote(ORIGIN, url, options);
}

/** Whether some branch of a remote holds what the default branch does. */
export async function isOnRemote(repository: Repository, options: CallOptions): Promise<boolean> {
  const head = await repository.resolve(DEFAULT_BRANCH, options);
  for (const remote of await repository.listRemoteBranches(options))
    if (remote.head === head || (await repository.mergeBase(head, remote.head, options)) === head)
      return true;
  return false;
}

/** Where a working copy is to begin; nothing is made before it is taken. */
export interface Start extends Position {
  /** Begins the branch here, too, when it is only on the remote. */
  take(): Promise<Position>;
}

/**
 * A branch here or on `origin`; else a tag or a commit, on which the working copy then stands alone, as with git.
 *
 * @throws {@link UnknownRefError} `UNKNOWN_REF`
 */
export async function findStart(repository: Repository, ref: string, options: CallOptions): Promise<Start> {
  const branch = (await repository.listBranches(options)).find((each) => each.name === ref);
  if (branch) return startAt({ branch: ref, commit: branch.head });
  const remote = (await repository.listRemoteBranches(options)).find(
    (each) => each.name === ref && each.remote === ORIGIN,
  );
  if (remote) {
    return startAt({ branch: ref, commit: remote.head }, () =>
      repository.createBranch(ref, remote.head, options),
    );
  }
  const commit = await repository.resolve(ref, { ...options, mustHoldTables: true });
  return startAt({ branch: null, commit });
}

function startAt(position: Position, make: () => Promise<void> = () => Promise.resolve()): Start {
  return { ...position, take: async () => (await make(), position) };
}
