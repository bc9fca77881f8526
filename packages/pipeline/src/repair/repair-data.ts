import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { openChroma, type RepairedCollection, repairDirectory } from "@stemma/chroma";
import { hasErrorCode, InvalidArgumentError, type Logger, silentLogger } from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";
import { findChromaLocation } from "../collections/chroma-location.js";
import { openPython } from "../project/open-python.js";
import type { OpenProjectOptions } from "../project/project-options.js";
import type { CollectionRepair, RepairReport } from "./repair-report.js";
import { treeSources } from "./tree-sources.js";
import { VectorSources } from "./vector-sources.js";

/** How {@link repairData} works. */
export interface RepairDataOptions extends OpenProjectOptions {
  /** A data directory, in place of the documented tree's. */
  readonly data?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: string, collection: string) => void) | undefined;
}

/**
 * Heals the Chroma data directory of the nearest documented tree, or of `data`: vectors come back from Chroma's own log, from the
 * damaged index, and for a tree from its embedding cache and its history. Embeds nothing, deletes nothing, names the records
 * whose vector is nowhere; in a tree's own index they are embedded by its next `document`. A tree's directory whose database can't
 * be read is moved aside as a whole.
 *
 * @throws {@link NotDocumentedError} `NOT_DOCUMENTED`
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a server
 * @throws {@link DataDirectoryLockedError} `DATA_DIRECTORY_LOCKED`
 * @throws {@link DataDirectoryUnusableError} `DATA_DIRECTORY_UNUSABLE`
 */
export async function repairData(directory: string, options: RepairDataOptions = {}): Promise<RepairReport> {
  const { logger = silentLogger } = options;
  const { location, venv, isTrusted, tree } = await findChromaLocation(directory, options);
  if (/^https?:/u.test(location)) {
    throw new InvalidArgumentError(`${location} is a server's`, {
      advice: "Stop the server and name its data directory: stemma repair --data <directory>.",
    });
  }
  const pythonPath = tree === undefined ? [] : await treePythonPath();
  await using python = await openPython({ venv, isTrusted, pythonPath });
  const sources = new VectorSources(tree === undefined ? [] : treeSources(tree, python, logger));
  try {
    const repaired = await repairDirectory(
      location,
      { python, logger },
      {
        findVectors: (wanted) => sources.find(wanted),
        signal: options.signal,
        onProgress: (step, { name }) => options.onProgress?.(step, name),
      },
    );
    const own = tree === undefined ? undefined : ownCollection(repaired, tree.config.collection);
    if (own !== undefined) await embedAgain(location, own, python, logger);
    return {
      location,
      collections: repaired.map((each) => withSources(each, sources)),
      movedAside: null,
    };
  } catch (error) {
    if (tree === undefined || !isDatabaseDamaged(error)) throw error;
    return { location, collections: [], movedAside: await moveAside(location) };
  } finally {
    await sources.close();
  }
}

async function treePythonPath(): Promise<string[]> {
  const { versionsPythonPath } = await import("@stemma/versions");
  return [versionsPythonPath()];
}

function withSources(repaired: RepairedCollection, sources: VectorSources): CollectionRepair {
  const { id, name, tenant, database, fromLog, fromIndex, directionsOnly, withoutVector, setAside } =
    repaired;
  const { cache: fromCache, history: fromHistory } = sources.counts(id);
  const counts = { fromLog, fromIndex, fromCache, fromHistory, directionsOnly };
  return { id, name, tenant, database, ...counts, withoutVector, setAside };
}

/** The tree's own index, if it has lost vectors. */
function ownCollection(
  repaired: readonly RepairedCollection[],
  name: string,
): RepairedCollection | undefined {
  return repaired.find(
    (each) => each.name === name && each.tenant === "default_tenant" && each.withoutVector.length > 0,
  );
}

/** Lets the next `document` take the records without a vector for changed ones. */
async function embedAgain(
  location: string,
  { name, withoutVector: ids }: RepairedCollection,
  python: PythonContext,
  logger: Logger,
): Promise<void> {
  await using chroma = await openChroma(location, { python, logger });
  const collection = await chroma.getCollection({ name });
  await collection.update({ ids: [...ids], metadatas: ids.map(() => ({ hash: "" })) });
}

function isDatabaseDamaged(error: unknown): boolean {
  if (!hasErrorCode(error, "DATA_DIRECTORY_UNUSABLE")) return false;
  const cause = (error as { readonly cause?: { readonly type?: string } }).cause;
  return cause?.type === "stemma_chroma.errors.DamagedDirectoryError";
}

async function moveAside(location: string): Promise<string> {
  const date = new Date().toISOString().replaceAll(":", "-");
  const aside = `${location}-damaged-${date}`;
  if (existsSync(aside)) throw new InvalidArgumentError(`${aside} is there already`);
  await rename(location, aside);
  return aside;
}
