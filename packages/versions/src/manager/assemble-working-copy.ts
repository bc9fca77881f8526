import { stat } from "node:fs/promises";
import { type CallOptions, silentLogger } from "@stemma/core";
import type { ChromaContents } from "../chroma/chroma-contents.js";
import { ChromaOnFirstUse } from "../chroma/chroma-on-first-use.js";
import { PythonChromaContents } from "../chroma/python-chroma-contents.js";
import { WorkingCopyMissingError } from "../errors/working-copy-missing-error.js";
import { defaultHistoryLimits } from "../limits/history-limits.js";
import type { PythonLink } from "../python/call-python.js";
import { RepositoryOpener } from "../repository/open-repository.js";
import { isFilling, LocalState } from "../state/local-state.js";
import { WorkingCopy, type WorkingCopyParts } from "./working-copy.js";
import type { WorkingCopyOptions } from "./working-copy-options.js";

/** The parts of a working copy that is there. Chroma is opened by the first operation that needs it. */
export async function assembleExisting(options: WorkingCopyOptions): Promise<WorkingCopy> {
  if (!(await stat(options.state).catch(() => undefined))) throw new WorkingCopyMissingError(options.state);
  // The signal is about this opening; a later one must not fail by it.
  const later = { ...options, signal: undefined };
  const state = LocalState.open(options.state);
  let held: HeldPython | undefined;
  try {
    if (!state.position() && !isFilling(state.journal())) {
      throw new WorkingCopyMissingError(options.state, { wasBegun: true });
    }
    held = holdPython(options);
    const { link } = held;
    const contents = new ChromaOnFirstUse(options.chroma, () => openContents(later, link));
    const repository = await openerOf(options, link).open(options.repository, options);
    return new WorkingCopy(contents, repository, state, partsOf(options, held));
  } catch (error) {
    state.close();
    await held?.release();
    throw error;
  }
}

/** Python as the working copy uses it: what it opens there it can close whoever closes what first. */
export interface HeldPython {
  readonly link: PythonLink;
  readonly release: () => Promise<void>;
}

/** @throws {@link ClosedError} `CLOSED` */
export function holdPython({ python, logger = silentLogger }: WorkingCopyOptions): HeldPython {
  const closing = python.share();
  return { link: { python, logger, closing }, release: () => closing.close() };
}

export function openerOf(options: WorkingCopyOptions, link: PythonLink): RepositoryOpener {
  return new RepositoryOpener(link, options.author);
}

export function openContents(options: WorkingCopyOptions, link: PythonLink): Promise<ChromaContents> {
  return PythonChromaContents.open(options.chroma, link, options.chromaAccess, options);
}

export function partsOf(options: WorkingCopyOptions, { link, release }: HeldPython): WorkingCopyParts {
  const { logger = silentLogger, reachedStep = () => Promise.resolve(), author } = options;
  const { limits = defaultHistoryLimits } = options;
  const openOther = (location: string, call: CallOptions): Promise<PythonChromaContents> =>
    PythonChromaContents.open(location, link, {}, call);
  return { author, limits, logger, reachedStep, openOther, release };
}
