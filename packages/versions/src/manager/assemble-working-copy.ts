import { mkdir, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type CallOptions, hasErrorCode, silentLogger } from "@stemma/core";
import type { ChromaContents } from "../chroma/chroma-contents.js";
import { ChromaOnFirstUse } from "../chroma/chroma-on-first-use.js";
import { PythonChromaContents } from "../chroma/python-chroma-contents.js";
import { WorkingCopyExistsError } from "../errors/working-copy-exists-error.js";
import { WorkingCopyMissingError } from "../errors/working-copy-missing-error.js";
import type { PythonLink } from "../python/call-python.js";
import { RepositoryOpener } from "../repository/open-repository.js";
import type { Repository } from "../repository/repository.js";
import { DEFAULT_BRANCH } from "../repository/sql/sql-repository.js";
import { LocalState } from "../state/local-state.js";
import { WorkingCopy } from "./working-copy.js";
import type { WorkingCopyOptions } from "./working-copy-options.js";

/** In the journal until the working copy has its first position. */
export const BEGINNING = "begin";

/** The parts of a working copy that is there. Chroma is opened by the first operation that needs it. */
export async function assembleExisting(options: WorkingCopyOptions): Promise<WorkingCopy> {
  if (!(await exists(options.state))) throw new WorkingCopyMissingError(options.state);
  // The signal is about this opening; a later one must not fail by it.
  const later = { ...options, signal: undefined };
  const contents = new ChromaOnFirstUse(options.chroma, () => openContents(later));
  return assemble(options, contents, (opener) => opener.open(options.repository, options));
}

/** A beginning that was interrupted is begun again; one that fails leaves no trace but the repository. */
export async function assembleNew(
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

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
