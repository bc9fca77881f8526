import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { EmbeddingCache } from "@stemma/chroma";
import { type Logger, silentLogger } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { StemmaConfig } from "../config/config-schema.js";
import { modelIdOf } from "../index/open-embedder.js";
import { streamRecords } from "../index/read-records.js";
import { maskSecrets } from "../secrets/mask-secrets.js";
import type { StateDirectory } from "../state/state-directory.js";
import type { CollectedPlace, GcReport } from "./gc-report.js";
import { findLeftovers } from "./leftovers.js";

/** What is looked through. */
export interface GarbageCollection {
  readonly state: StateDirectory;
  readonly config: StemmaConfig;
  readonly graph: GraphStore;
  readonly logger?: Logger | undefined;
}

/**
 * Removes from the state directory what nothing needs: vectors in the cache whose texts the tree has no more or that are of another model
 * than the configured one, copies that were made before an older format was brought along, and what writes left that were killed. The
 * index and its history are not touched. Each step is whole or not done; the same call does the rest.
 */
export async function collectGarbage(
  { state, config, graph, logger = silentLogger }: GarbageCollection,
  {
    isDryRun = false,
    signal,
  }: { readonly isDryRun?: boolean; readonly signal?: AbortSignal | undefined } = {},
): Promise<GcReport> {
  const before = await bytesBelow(state.directory);
  const places: CollectedPlace[] = [];
  const vectors = await collectVectors({ state, config, graph, logger }, isDryRun, signal);
  if (vectors !== null) places.push(vectors);
  for (const { path, what } of await findLeftovers(state)) {
    const bytes = await bytesBelow(path);
    if (!isDryRun) await rm(path, { recursive: true, force: true });
    places.push({ path, what, count: 1, bytes });
  }
  const stateBytes = await bytesBelow(state.directory);
  const freedBytes = isDryRun ? 0 : Math.max(0, before - stateBytes);
  return { root: state.root, isDryRun, places, freedBytes, stateBytes };
}

async function collectVectors(
  { state, config, graph, logger }: Required<Omit<GarbageCollection, "logger">> & { readonly logger: Logger },
  isDryRun: boolean,
  signal: AbortSignal | undefined,
): Promise<CollectedPlace | null> {
  const { embeddingCacheFile: path } = state;
  if (!existsSync(path)) return null;
  const texts = new Set<string>();
  for await (const records of streamRecords(graph, { signal }))
    for (const { text } of records) texts.add(maskSecrets(text));
  const before = await bytesOfDatabase(path);
  const cache = EmbeddingCache.open(path, { logger });
  let count: number;
  try {
    count = cache.retain(modelIdOf(config.embedder.second), texts, { isDryRun });
  } finally {
    cache.close();
  }
  if (count === 0) return null;
  const bytes = isDryRun ? null : Math.max(0, before - (await bytesOfDatabase(path)));
  return { path, what: "vectors of texts that the tree has no more, or of another model", count, bytes };
}

async function bytesOfDatabase(path: string): Promise<number> {
  const sizes = await Promise.all(["", "-wal", "-shm"].map((suffix) => bytesBelow(path + suffix)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Of a file, or of all files below a folder; 0 for what is not there or goes meanwhile. */
async function bytesBelow(path: string): Promise<number> {
  const entry = await stat(path).catch(() => undefined);
  if (entry === undefined) return 0;
  if (!entry.isDirectory()) return entry.size;
  const names = await readdir(path).catch((): string[] => []);
  const sizes = await Promise.all(names.map((name) => bytesBelow(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
