import { mkdir, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type CallOptions, hasErrorCode, type Logger, silentLogger } from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";
import type { ChromaContents } from "../chroma/chroma-contents.js";
import { ChromaOnFirstUse } from "../chroma/chroma-on-first-use.js";
import { type ChromaAccess, PythonChromaContents } from "../chroma/python-chroma-contents.js";
import { DirtyWorkingCopyError } from "../errors/dirty-working-copy-error.js";
import { WorkingCopyExistsError } from "../errors/working-copy-exists-error.js";
import { WorkingCopyMissingError } from "../errors/working-copy-missing-error.js";
import type { Author } from "../model/history.js";
import type { PythonLink } from "../python/call-python.js";
import { type RepositoryLocation, RepositoryOpener } from "../repository/open-repository.js";
import type { ReachedStep, Repository } from "../repository/repository.js";
import { DEFAULT_BRANCH } from "../repository/sql/sql-repository.js";
import { LocalState } from "../state/local-state.js";
import { populate } from "../sync/restore-collections.js";
import { adopt } from "./adopt.js";
import { type Recovery, recover } from "./recover.js";
import { WorkingCopy } from "./working-copy.js";

/** A working copy: a Chroma, a repository, and the file that keeps where one stands with the other. */
export interface WorkingCopyOptions extends CallOptions {
  /** Chroma's data directory, or a server at `http(s)://host:port`. */
  readonly chroma: string;
  /** Which tenant and database, and with what token. Of a server, a database is one working copy. */
  readonly chromaAccess?: ChromaAccess | undefined;
  /** The working copy's own file; not to be shared or versioned. */
  readonly state: string;
  readonly repository: RepositoryLocation;
  /** Started with `pythonPath: [chromaPythonPath(), versionsPythonPath()]`; stays open. */
  readonly python: PythonContext;
  /** Of commits. */
  readonly author: Author;
  /** Default: silent. */
  readonly logger?: Logger;
  /** For tests of crashes. */
  readonly reachedStep?: ReachedStep;
}

/** A working copy that was opened, and what was found. */
export interface OpenedWorkingCopy {
  readonly copy: WorkingCopy;
  readonly recovery: Recovery | undefined;
  /** The remote was empty: a repository was begun, with the remote set up. */
  readonly usedFallback: boolean;
}

const ORIGIN = "origin";

/** In the journal until the working copy has its first position. */
const BEGINNING = "begin";

/** Opens a working copy that is there, and finishes what was interrupted. Chroma is opened when it is first needed. */
export async function openWorkingCopy(options: WorkingCopyOptions): Promise<OpenedWorkingCopy> {
  if (!(await exists(options.state))) throw new WorkingCopyMissingError(options.state);
  // The signal is about this opening; a later one must not fail by it.
  const later = { ...options, signal: undefined };
  const contents = new ChromaOnFirstUse(options.chroma, () => openContents(later));
  const copy = await assemble(options, contents, (opener) => opener.open(options.repository, options));
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

/** A beginning that was interrupted is begun again; one that fails leaves no trace but the repository. */
async function assembleNew(
  options: WorkingCopyOptions,
  getRepository: (opener: RepositoryOpener) => Promise<Repository>,
): Promise<WorkingCopy> {
  await mkdir(dirname(options.state), { recursive: true });
  const isThere = await exists(options.state);
  const isBegun = isThere && isInterruptedBeginning(options.state);
  if (isThere && !isBegun) throw new WorkingCopyExistsError(options.state);
  try {
    const contents = await openContents(options);
    return await assemble(options, contents, async (opener, state) => {
      state.setJournal({ operation: BEGINNING, branch: DEFAULT_BRANCH });
      try {
        return await getRepository(opener);
      } catch (error) {
        if (!isBegun || !hasErrorCode(error, "REPOSITORY_EXISTS")) throw error;
        return opener.open(options.repository, options);
      }
    });
  } catch (error) {
    await rm(options.state, { force: true });
    throw error;
  }
}

function isInterruptedBeginning(path: string): boolean {
  const state = LocalState.open(path);
  const isBegun = state.position() === undefined;
  state.close();
  return isBegun;
}

function linkOf({ python, logger = silentLogger }: WorkingCopyOptions): PythonLink {
  return { python, logger };
}

function openContents(options: WorkingCopyOptions): Promise<ChromaContents> {
  return PythonChromaContents.open(options.chroma, linkOf(options), options.chromaAccess, options);
}

async function assemble(
  options: WorkingCopyOptions,
  contents: ChromaContents,
  getRepository: (opener: RepositoryOpener, state: LocalState) => Promise<Repository>,
): Promise<WorkingCopy> {
  const { logger = silentLogger, reachedStep = () => Promise.resolve(), author } = options;
  const link = linkOf(options);
  let state: LocalState | undefined;
  try {
    state = LocalState.open(options.state);
    const repository = await getRepository(new RepositoryOpener(link, author), state);
    const openOther = (location: string, call: CallOptions): Promise<PythonChromaContents> =>
      PythonChromaContents.open(location, link, {}, call);
    return new WorkingCopy(contents, repository, state, { author, logger, reachedStep, openOther });
  } catch (error) {
    state?.close();
    await contents.close();
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

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
