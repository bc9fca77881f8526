import { type FactsStore, type ScanOptions, type ScanReport, scanTree } from "@stemma/code-graph";
import { type Logger, systemClock } from "@stemma/core";
import { type ProcessingResult, RecursiveDfsProcessor } from "@stemma/dfs-processor";
import type { GraphStore } from "@stemma/graph-store";
import type { LlmProvider } from "@stemma/llm";
import type { StemmaConfig } from "../config/config-schema.js";
import type { SearchEngine } from "../index/search-engine.js";
import { SearchIndex } from "../index/search-index.js";
import type { MadeHere } from "../origin/made-here.js";
import { SECRET_MASK } from "../secrets/secret-mask.js";
import type { DocumentSummary } from "./document-summary.js";
import { IndexFeed } from "./index-feed.js";
import type { DocumentProgress } from "./progress.js";
import { restoreDocumentation } from "./restore-documentation.js";
import { summarize } from "./summarize.js";

/** Id of the root folder in every code graph. */
const rootId = ".";

/** The stores of a run. The engine may still be opening: it is needed only after the scan. */
export interface DocumentTreeStores {
  readonly root: string;
  /** For what is too much for memory; nothing stays there. */
  readonly temporaryFolder: string;
  readonly graph: GraphStore;
  readonly facts: FactsStore;
  readonly madeHere: MadeHere;
  readonly engine: Promise<SearchEngine>;
  /** Whether the index was brought to another commit since the graph last agreed with it; known when the engine is open. */
  readonly isIndexNew: () => boolean;
  /** Writes the documentation. */
  readonly llm: LlmProvider;
}

/** What a run works with and reports to. */
export interface DocumentTreeOptions {
  readonly config: StemmaConfig;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DocumentProgress) => void;
  /** Is told what the scan found in the tree. */
  readonly onDiscovered?: ScanOptions["onDiscovered"] | undefined;
}

/**
 * The main job: scan → document bottom-up → index. Each step compares with what is there and does what is missing, so
 * a run after a crash, or after an edit, does only the rest. Python and the model load while the scan goes on, and
 * vectors are made while documenting goes on.
 */
export async function documentTree(
  stores: DocumentTreeStores,
  options: DocumentTreeOptions,
): Promise<Omit<DocumentSummary, "history">> {
  const clock = systemClock;
  const startedAt = clock.monotonicMs();
  const scan = await scanPhase(stores, options);
  const scannedAt = clock.monotonicMs();

  const engine = await stores.engine;
  const { signal, onProgress } = options;
  await noteEarlierTexts(stores, options.signal);
  const restored = stores.isIndexNew()
    ? await restoreDocumentation(stores.graph, engine.collection, { signal })
    : 0;
  const index = await SearchIndex.open(engine.collection, engine.embedder, {
    signal,
    onProgress: (done, total) => onProgress({ phase: "index", done, total }),
  });
  const feed = new IndexFeed(stores.graph, index);
  const documented = await documentPhase(stores, feed, options);
  const documentedAt = clock.monotonicMs();

  // Also what earlier runs documented: an interrupted one may not have come to index it.
  for await (const batch of stores.graph.streamDocumentation({ signal })) feed.take(batch);
  await feed.drain();
  const { keptOfPeople, removedOfPeople, ...indexed } = await index.settle();
  const endedAt = clock.monotonicMs();
  onProgress({
    phase: "index",
    done: indexed.written,
    total: indexed.written,
    finished: `${indexed.written} written`,
  });

  const durationsMs = {
    scan: scannedAt - startedAt,
    document: documentedAt - scannedAt,
    index: endedAt - documentedAt,
    total: endedAt - startedAt,
  };
  return summarize({
    root: stores.root,
    scan,
    documented,
    restored,
    ofPeople: { kept: keptOfPeople, removed: removedOfPeople },
    index: { ...indexed, embedded: engine.embedded },
    secrets: feed.secrets,
    durationsMs,
  });
}

async function scanPhase(
  { root, temporaryFolder, graph, facts }: DocumentTreeStores,
  { config, logger, signal, onProgress, onDiscovered }: DocumentTreeOptions,
): Promise<ScanReport> {
  const scan = await scanTree(root, graph, {
    include: config.include.length > 0 ? config.include : undefined,
    exclude: config.exclude,
    textMask: SECRET_MASK,
    facts,
    temporaryFolder,
    logger,
    signal,
    onDiscovered,
    onProgress: ({ done, total }) => onProgress({ phase: "scan", done, total }),
  });
  const { total, changed } = scan.files;
  onProgress({ phase: "scan", done: total, total, finished: `${total} files, ${changed} changed` });
  return scan;
}

/** What a state of an earlier version documented is its user's own. */
async function noteEarlierTexts(
  { graph, madeHere }: Pick<DocumentTreeStores, "graph" | "madeHere">,
  signal: AbortSignal,
): Promise<void> {
  if (madeHere.isKept) return;
  for await (const batch of graph.streamDocumentation({ signal })) madeHere.add(batch);
  madeHere.add([]);
}

async function documentPhase(
  { graph, llm, madeHere }: DocumentTreeStores,
  feed: IndexFeed,
  { config, logger, signal, onProgress }: DocumentTreeOptions,
): Promise<ProcessingResult> {
  const processor = new RecursiveDfsProcessor({
    graph,
    llm,
    maxWorkers: config.workers,
    keepTexts: false,
    logger,
  });
  const documented = await processor.processNode(rootId, {
    signal,
    onProgress: (progress) =>
      onProgress({
        phase: "document",
        done: progress.documented + progress.reused + progress.failed,
        total: progress.total,
      }),
    onDocumented: ({ documentation }) => {
      madeHere.add(documentation);
      feed.take(documentation);
    },
  });
  const { counts } = documented;
  onProgress({
    phase: "document",
    done: counts.total,
    total: counts.total,
    finished: `${counts.documented} written, ${counts.reused} unchanged`,
  });
  return documented;
}
