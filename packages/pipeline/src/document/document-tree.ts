import { type FactsStore, type ScanOptions, type ScanReport, scanTree } from "@stemma/code-graph";
import { type Logger, systemClock } from "@stemma/core";
import { type ProcessingResult, RecursiveDfsProcessor } from "@stemma/dfs-processor";
import type { GraphStore } from "@stemma/graph-store";
import type { LlmProvider } from "@stemma/llm";
import type { StemmaConfig } from "../config/config-schema.js";
import type { FirstStage } from "../first-stage/first-stage.js";
import { streamRecords } from "../index/read-records.js";
import type { SearchEngine } from "../index/search-engine.js";
import { type IndexChanges, SearchIndex } from "../index/search-index.js";
import { ownTexts, plainTexts } from "../index/texts-of-people.js";
import type { MadeHere } from "../origin/made-here.js";
import { mergeOwnTexts } from "../own-texts/merge-own-texts.js";
import { SECRET_MASK } from "../secrets/secret-mask.js";
import { SecretTally } from "../secrets/secret-tally.js";
import type { DocumentSummary } from "./document-summary.js";
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
  readonly firstStage: FirstStage;
  /** Where the index stands in its history, when the engine is open; `undefined` where nobody can tell. */
  readonly position: () => Promise<string | undefined>;
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
  /** Whether to go on with the model's vectors once the tree is searchable. */
  readonly fill: boolean;
  /** Is told what the scan found in the tree. */
  readonly onDiscovered?: ScanOptions["onDiscovered"] | undefined;
}

const NOT_FILLED: IndexChanges = {
  written: 0,
  unchanged: 0,
  removed: 0,
  keptOfPeople: [],
  removedOfPeople: [],
};

/**
 * The main job: scan → document bottom-up → first stage of the index → vectors. Each step compares with what is there and does what
 * is missing, so a run after a crash, or after an edit, does only the rest. Python and the model load while the scan goes on. From the
 * first stage on the tree can be searched, by other processes, too; the model's vectors, which take most of the time, come last.
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
  const documented = await documentPhase(stores, options);
  const documentedAt = clock.monotonicMs();

  // Also what earlier runs documented: an interrupted one may not have come to index it.
  const secrets = new SecretTally();
  const ownTextsNow = await mergeOwnTexts(stores.graph, engine, { signal });
  const ofPeople = plainTexts(await ownTexts(engine.collection, undefined, { signal }));
  const told = { signal, ofPeople, onNode: secrets.add.bind(secrets) };
  const update = stores.firstStage.update();
  for await (const records of streamRecords(stores.graph, told)) update.offer(records);
  const first = update.settle(await stores.position());
  const searchableAt = clock.monotonicMs();
  onProgress({
    phase: "searchable",
    done: first.written,
    total: first.written,
    finished: `${first.written} written, ${first.removed} removed`,
  });
  const embeddedBefore = engine.embedded;
  const { keptOfPeople, removedOfPeople, ...indexed } = options.fill
    ? await fillPhase(stores.graph, engine, options)
    : NOT_FILLED;
  const endedAt = clock.monotonicMs();

  const durationsMs = {
    scan: scannedAt - startedAt,
    document: documentedAt - scannedAt,
    searchable: searchableAt - startedAt,
    index: endedAt - documentedAt,
    total: endedAt - startedAt,
  };
  return summarize({
    root: stores.root,
    scan,
    documented,
    restored,
    ofPeople: { kept: keptOfPeople, removed: removedOfPeople, ...ownTextsNow },
    index: { ...indexed, embedded: engine.embedded - embeddedBefore, isFilled: options.fill },
    secrets: secrets.total,
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
  { config, logger, signal, onProgress }: DocumentTreeOptions,
): Promise<ProcessingResult> {
  const processor = new RecursiveDfsProcessor({
    graph,
    llm,
    maxWorkers: config.workers,
    keepTexts: false,
    centralFirst: config.budget !== undefined,
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
    onDocumented: ({ documentation }) => madeHere.add(documentation),
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

/** Brings the collection to what is documented; a text that has its vector already costs nothing. */
async function fillPhase(
  graph: GraphStore,
  { collection, embedder }: SearchEngine,
  { signal, onProgress }: DocumentTreeOptions,
): Promise<IndexChanges> {
  const index = await SearchIndex.open(collection, embedder, {
    signal,
    onProgress: (done, total) => onProgress({ phase: "index", done, total }),
  });
  for await (const records of streamRecords(graph, { signal })) {
    for (const record of records) index.offer(record);
  }
  const indexed = await index.settle();
  const { written } = indexed;
  onProgress({ phase: "index", done: written, total: written, finished: `${written} written` });
  return indexed;
}
