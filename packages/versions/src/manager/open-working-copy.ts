import { hasErrorCode } from "@stemma/core";
import type { ChromaContents } from "../chroma/chroma-contents.js";
import { ChromaNotEmptyError } from "../errors/chroma-not-empty-error.js";
import { ForeignRepositoryError } from "../errors/foreign-repository-error.js";
import { RepositoryExistsError } from "../errors/repository-exists-error.js";
import { requireRemoteUrl } from "../repository/sql/legal-texts.js";
import { BEGIN_MESSAGE } from "../repository/sql/schema.js";
import { DEFAULT_BRANCH } from "../repository/sql/sql-repository.js";
import { type Beginning, isFilling, LocalState } from "../state/local-state.js";
import { populate } from "../sync/restore-collections.js";
import { adopt } from "./adopt.js";
import { assembleExisting } from "./assemble-working-copy.js";
import { beginWorkingCopy } from "./beginning/begin-working-copy.js";
import { ensureOrigin, findStart, isOnRemote, type Start } from "./beginning/find-start.js";
import { type Recovery, recover } from "./recover.js";
import { restoreCutTexts } from "./restore-cut-texts.js";
import type { WorkingCopy } from "./working-copy.js";
import type { WorkingCopyOptions } from "./working-copy-options.js";

/** A working copy that was opened, and what was found. */
export interface OpenedWorkingCopy {
  readonly copy: WorkingCopy;
  readonly recovery: Recovery | undefined;
  /** The remote was empty: a repository was begun, with the remote set up. */
  readonly usedFallback: boolean;
}

/** Opens a working copy that is there, and finishes what was interrupted. */
export async function openWorkingCopy(options: WorkingCopyOptions): Promise<OpenedWorkingCopy> {
  const copy = await assembleExisting(options);
  try {
    const recovery = await recover(copy);
    copy.position();
    await restoreCutTexts(copy);
    return { copy, recovery, usedFallback: false };
  } catch (error) {
    await copy.close();
    throw error;
  }
}

/** Begins a repository for a Chroma directory; what is in it already is there to be committed. */
export function initWorkingCopy(options: WorkingCopyOptions): Promise<OpenedWorkingCopy> {
  return beginWorkingCopy(options, {
    beginning: { by: "init" },
    requireChroma: () => Promise.resolve(),
    getRepository: async (opener, place) => ({
      repository: await opener.create(place, options),
      isNew: true,
    }),
    async finish(copy, keep) {
      const commit = await copy.repository.resolve(DEFAULT_BRANCH, options);
      const [head] = await copy.repository.log(commit, { ...options, limit: 1 });
      // Of a beginning that was interrupted; by now it may be somebody's history.
      if (head?.message !== BEGIN_MESSAGE) throw new RepositoryExistsError(copy.repository.location);
      keep();
      copy.state.transaction(() => {
        copy.state.setPosition({ branch: DEFAULT_BRANCH, commit });
        copy.state.setJournal(undefined);
      });
      return { copy, recovery: undefined, usedFallback: false };
    },
  });
}

/** Makes a further working copy of a repository that is there, on one of its branches, or at a tag or commit. */
export async function attachWorkingCopy(
  options: WorkingCopyOptions,
  ref: string,
  keepsChroma: boolean,
): Promise<OpenedWorkingCopy> {
  const beginning: Beginning = { by: "attach" };
  return (
    (await finishFilling(options, beginning)) ??
    beginWorkingCopy(options, {
      beginning,
      requireChroma: keepsChroma ? () => Promise.resolve() : requireEmpty,
      getRepository: async (opener, place) => ({
        repository: await opener.open(place, options),
        isNew: false,
      }),
      async finish(copy, keep) {
        const start = await findStart(copy.repository, ref, options);
        const present = await copy.contents.listCollections(options);
        if (!keepsChroma || present.length === 0) return fill(copy, start, { beginning, keep });
        keep();
        await adopt(copy, start, present);
        return { copy, recovery: undefined, usedFallback: false };
      },
    })
  );
}

/**
 * Clones a remote into a repository and a Chroma directory of its own. From an empty or absent remote a repository is begun
 * instead, with tables, a first commit and the remote set up, so that committing and pushing work at once.
 */
export async function cloneWorkingCopy(
  options: WorkingCopyOptions,
  url: string,
  ref: string = DEFAULT_BRANCH,
): Promise<OpenedWorkingCopy> {
  requireRemoteUrl(url);
  const beginning: Beginning = { by: "clone", url };
  let usedFallback = false;
  return (
    (await finishFilling(options, beginning)) ??
    beginWorkingCopy(options, {
      beginning,
      requireChroma: requireEmpty,
      async getRepository(opener, place) {
        try {
          return { repository: await opener.clone(url, place, options), isNew: true };
        } catch (error) {
          if (!hasErrorCode(error, "REMOTE_EMPTY")) throw error;
          usedFallback = true;
          return { repository: await opener.create(place, options), isNew: true };
        }
      },
      async finish(copy, keep) {
        const start = await findStart(copy.repository, ref, options);
        await requireEmpty(copy.contents);
        await ensureOrigin(copy.repository, url, options);
        // Also a server's database with nothing of ours: its commit is not there yet.
        const isEmpty = usedFallback || !(await isOnRemote(copy.repository, options));
        return { ...(await fill(copy, start, { beginning, keep })), usedFallback: isEmpty };
      },
    })
  );
}

/** What a killed process had begun to fill is filled to the end when the same is asked for again. */
async function finishFilling(
  options: WorkingCopyOptions,
  { by, url }: Beginning,
): Promise<OpenedWorkingCopy | undefined> {
  const journal = LocalState.peekFilling(options.state);
  const begun = journal?.beginning;
  return isFilling(journal) && begun?.by === by && begun.url === url ? openWorkingCopy(options) : undefined;
}

/** @throws {@link ChromaNotEmptyError} `DIRTY_WORKING_COPY` */
async function requireEmpty(contents: ChromaContents): Promise<void> {
  const present = await contents.listCollections();
  if (present.length > 0) throw new ChromaNotEmptyError(present.length);
}

/** As against one that is full, killed, or can't be reached. */
function isRefusedByChroma(error: unknown): boolean {
  if (!hasErrorCode(error, "CHROMA_FAILED")) return false;
  const { type = "" } = (error as { readonly cause?: { readonly type?: string } }).cause ?? {};
  return /(^|\.)(Invalid\w*|ValueError|TypeError)$/u.test(type);
}

/** The last look at Chroma is right before the first write. */
async function fill(
  copy: WorkingCopy,
  start: Start,
  { beginning, keep }: { readonly beginning: Beginning; readonly keep: () => void },
): Promise<OpenedWorkingCopy> {
  await requireEmpty(copy.contents);
  const position = await start.take();
  copy.state.setJournal({ operation: "clone", ...position, beginning });
  try {
    await copy.reachedStep("clone-journalled");
    await populate(copy, position);
  } catch (error) {
    if (!isRefusedByChroma(error)) {
      keep();
      throw error;
    }
    // No second try could fill it: it goes, and Chroma was empty before.
    for (const { chromaId } of await copy.contents.listCollections())
      await copy.contents.deleteCollection(chromaId);
    throw new ForeignRepositoryError(beginning.url ?? copy.repository.location, {
      because: "Chroma does not take what it holds",
      cause: error,
    });
  }
  keep();
  return { copy, recovery: undefined, usedFallback: false };
}
