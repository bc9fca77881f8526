import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { hasErrorCode, silentLogger } from "@stemma/core";
import type { ChromaContents } from "../../chroma/chroma-contents.js";
import { LocalStateCorruptError } from "../../errors/local-state-corrupt-error.js";
import { WorkingCopyExistsError } from "../../errors/working-copy-exists-error.js";
import type { PythonLink } from "../../python/call-python.js";
import { makeDirectory } from "../../repository/made-directory.js";
import type { RepositoryOpener } from "../../repository/open-repository.js";
import { requireAuthor } from "../../repository/sql/legal-texts.js";
import type { SqlRepository } from "../../repository/sql/sql-repository.js";
import {
  BEGINNING,
  type Beginning,
  isFilling,
  type JournalEntry,
  LocalState,
} from "../../state/local-state.js";
import { holdPython, openContents, openerOf, partsOf } from "../assemble-working-copy.js";
import { WorkingCopy } from "../working-copy.js";
import type { WorkingCopyOptions } from "../working-copy-options.js";
import { mayHoldCollections, prepareChroma } from "./chroma-place.js";
import { UnfinishedParts } from "./unfinished-parts.js";

/** A repository for a working copy, and whether it was made for it. */
interface FoundRepository {
  readonly repository: SqlRepository;
  readonly isNew: boolean;
}

/** What is left to each kind of beginning. */
export interface BeginningSteps<T> {
  readonly beginning: Beginning;
  /** Before a repository is looked for; throws when Chroma is not as it has to be. */
  readonly requireChroma: (contents: ChromaContents) => Promise<void>;
  readonly getRepository: (opener: RepositoryOpener, place: string) => Promise<FoundRepository>;
  /** Looks at everything first, then calls `keep`, and then writes. */
  readonly finish: (copy: WorkingCopy, keep: () => void) => Promise<T>;
}

/**
 * Makes a working copy where there is none. Until `finish` keeps it a refusal takes everything back: no record, no repository, no
 * directory is left. One that a killed process had begun before is gone on with, and left as it was when this call is refused.
 *
 * @throws {@link WorkingCopyExistsError} `WORKING_COPY_EXISTS`
 */
export async function beginWorkingCopy<T>(
  options: WorkingCopyOptions,
  { beginning, requireChroma, getRepository, finish }: BeginningSteps<T>,
): Promise<T> {
  const { logger = silentLogger, author, state: path } = options;
  requireAuthor(author);
  const parts = new UnfinishedParts();
  try {
    const held = holdPython(options);
    parts.add({ close: held.release });
    const state = await beginRecord(path, parts);
    const earlier = state.journal();
    let contents = await openIfThere(options, held.link, parts);
    if (contents) await requireChroma(contents);
    noteBeginning(state, earlier, beginning, parts);
    const opener = openerOf(options, held.link);
    const { repository, isNew } = await orAgain(
      () => getRepository(opener, options.repository),
      () => opener.open(options.repository, options),
      isSameBeginning(earlier, beginning),
    );
    parts.add({
      close: () => repository.close(),
      takeBack: () => (isNew ? repository.discard() : repository.close()),
    });
    if (!contents) {
      parts.add({ takeBack: await prepareChroma(options.chroma) });
      contents = await openContents(options, held.link);
      addContents(parts, contents);
    }
    const copy = new WorkingCopy(contents, repository, state, partsOf(options, held));
    return await finish(copy, () => parts.keep());
  } catch (error) {
    const failures = await parts.undo();
    if (failures.length > 0) logger.warn({ failures }, "a refused beginning could not be taken back in full");
    throw error;
  }
}

/** What a killed process had made for the same beginning is taken over. */
async function orAgain(
  get: () => Promise<FoundRepository>,
  open: () => Promise<SqlRepository>,
  isAgain: boolean,
): Promise<FoundRepository> {
  try {
    return await get();
  } catch (error) {
    if (!isAgain || !hasErrorCode(error, "REPOSITORY_EXISTS")) throw error;
    return { repository: await open(), isNew: false };
  }
}

/** The record, locked; one without a position is of a beginning that was interrupted. */
async function beginRecord(path: string, parts: UnfinishedParts): Promise<LocalState> {
  if (LocalState.peek(path)) throw new WorkingCopyExistsError(path);
  const takeBack = await makeDirectory(dirname(path)).catch((cause: unknown) => {
    throw new LocalStateCorruptError(path, (cause as Error).message, { cause });
  });
  parts.add({ takeBack });
  const wasThere = await exists(path);
  const state = LocalState.open(path);
  if (state.position() ?? isFilling(state.journal())) {
    state.close();
    throw new WorkingCopyExistsError(path);
  }
  parts.add({
    close: () => state.close(),
    takeBack: () => {
      state.close();
      if (!wasThere) LocalState.remove(path);
    },
  });
  return state;
}

function noteBeginning(
  state: LocalState,
  earlier: JournalEntry | undefined,
  beginning: Beginning,
  parts: UnfinishedParts,
): void {
  state.setJournal({ operation: BEGINNING, branch: null, beginning });
  parts.add({ takeBack: () => state.setJournal(earlier) });
}

/** A record of an older version does not say what had been begun. */
function isSameBeginning(earlier: JournalEntry | undefined, now: Beginning): boolean {
  if (!earlier) return false;
  const { beginning } = earlier;
  return beginning === undefined || (beginning.by === now.by && beginning.url === now.url);
}

async function openIfThere(
  options: WorkingCopyOptions,
  link: PythonLink,
  parts: UnfinishedParts,
): Promise<ChromaContents | undefined> {
  if (!(await mayHoldCollections(options.chroma))) return undefined;
  const contents = await openContents(options, link);
  addContents(parts, contents);
  return contents;
}

function addContents(parts: UnfinishedParts, contents: ChromaContents): void {
  parts.add({ close: () => contents.close() });
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
