import { rm } from "node:fs/promises";
import { hasErrorCode } from "@stemma/core";
import { DirtyWorkingCopyError } from "../errors/dirty-working-copy-error.js";
import type { Repository } from "../repository/repository.js";
import { DEFAULT_BRANCH } from "../repository/sql/sql-repository.js";
import { populate } from "../sync/restore-collections.js";
import { adopt } from "./adopt.js";
import { assembleExisting, assembleNew, BEGINNING } from "./assemble-working-copy.js";
import { type Recovery, recover } from "./recover.js";
import type { WorkingCopy } from "./working-copy.js";
import type { WorkingCopyOptions } from "./working-copy-options.js";

/** A working copy that was opened, and what was found. */
export interface OpenedWorkingCopy {
  readonly copy: WorkingCopy;
  readonly recovery: Recovery | undefined;
  /** The remote was empty: a repository was begun, with the remote set up. */
  readonly usedFallback: boolean;
}

const ORIGIN = "origin";

/** Opens a working copy that is there, and finishes what was interrupted. */
export async function openWorkingCopy(options: WorkingCopyOptions): Promise<OpenedWorkingCopy> {
  const copy = await assembleExisting(options);
  return closingOnFailure(copy, async () => {
    const recovery = await recover(copy);
    copy.position();
    return { copy, recovery, usedFallback: false };
  });
}

/** Begins a repository for a Chroma directory; what is in it already is there to be committed. */
export async function initWorkingCopy(options: WorkingCopyOptions): Promise<OpenedWorkingCopy> {
  const copy = await assembleNew(options, (opener) => opener.create(options.repository, options));
  return closingOnFailure(copy, async () => {
    const commit = await copy.repository.resolve(DEFAULT_BRANCH);
    copy.state.transaction(() => {
      copy.state.setPosition({ branch: DEFAULT_BRANCH, commit });
      copy.state.setJournal(undefined);
    });
    return { copy, recovery: undefined, usedFallback: false };
  });
}

/** Makes a further working copy of a repository that is there, on one of its branches. */
export async function attachWorkingCopy(
  options: WorkingCopyOptions,
  branch: string,
  keep: boolean,
): Promise<OpenedWorkingCopy> {
  const copy = await assembleNew(options, (opener) => opener.open(options.repository, options));
  return forgettingOnFailure(copy, async () => {
    const present = keep ? await copy.contents.listCollections() : [];
    if (present.length === 0) return fill(copy, branch, false);
    await adopt(copy, branch, present);
    return { copy, recovery: undefined, usedFallback: false };
  });
}

/**
 * Clones a remote into a repository and a Chroma directory of its own. From an empty or absent remote a repository is begun
 * instead, with tables, a first commit and the remote set up, so that committing and pushing work at once.
 */
export async function cloneWorkingCopy(
  options: WorkingCopyOptions,
  url: string,
  branch: string = DEFAULT_BRANCH,
): Promise<OpenedWorkingCopy> {
  let usedFallback = false;
  const copy = await assembleNew(options, async (opener) => {
    try {
      return await opener.clone(url, options.repository, options);
    } catch (error) {
      if (!hasErrorCode(error, "REMOTE_EMPTY")) throw error;
      usedFallback = true;
      return opener.create(options.repository, options);
    }
  });
  return closingOnFailure(copy, async () => {
    await ensureOrigin(copy.repository, url);
    // Also a server's database with nothing of ours: its commit is not there yet.
    usedFallback ||= !(await isOnRemote(copy.repository));
    await ensureBranch(copy.repository, branch);
    return fill(copy, branch, usedFallback);
  });
}

/** Also after a crash between making the repository and naming its remote. */
async function ensureOrigin(repository: Repository, url: string): Promise<void> {
  const remotes = await repository.listRemotes();
  if (!remotes.some((each) => each.name === ORIGIN)) await repository.addRemote(ORIGIN, url);
}

async function isOnRemote(repository: Repository): Promise<boolean> {
  const head = await repository.resolve(DEFAULT_BRANCH);
  return (await repository.listRemoteBranches()).some((each) => each.head === head);
}

/** A branch that is only on the remote is taken over. */
async function ensureBranch(repository: Repository, branch: string): Promise<void> {
  const branches = await repository.listBranches();
  if (branches.some((each) => each.name === branch)) return;
  await repository.createBranch(branch, `${ORIGIN}/${branch}`);
}

async function fill(copy: WorkingCopy, branch: string, usedFallback: boolean): Promise<OpenedWorkingCopy> {
  const present = await copy.contents.listCollections();
  if (present.length > 0) throw new DirtyWorkingCopyError("Filling the working copy", present.length);
  const commit = await copy.repository.resolve(branch);
  copy.state.setJournal({ operation: "clone", branch });
  await copy.reachedStep("clone-journalled");
  await populate(copy, { branch, commit });
  return { copy, recovery: undefined, usedFallback };
}

/** Before the filling has begun there is no working copy yet: its file would only be in the way of the next attempt. */
async function forgettingOnFailure<T>(copy: WorkingCopy, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isOnlyBegun = copy.state.journal()?.operation === BEGINNING;
    await copy.close();
    if (isOnlyBegun) await rm(copy.state.path, { force: true });
    throw error;
  }
}

async function closingOnFailure<T>(copy: WorkingCopy, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await copy.close();
    throw error;
  }
}
