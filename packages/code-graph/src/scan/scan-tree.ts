import { tmpdir } from "node:os";
import { basename, resolve } from "node:path";
import { CancelledError, systemClock } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { type Discovery, discoverFiles } from "../discover/discover-files.js";
import { FactsSpool } from "../facts/facts-spool.js";
import { type AddedFacts, type FactsStore } from "../facts/facts-store.js";
import type { ScanFindings, ScanRecord } from "../facts/scan-record.js";
import { buildFolderNode } from "../graph/build-nodes.js";
import { foldersOf } from "../graph/folders.js";
import { NodeChanges } from "../graph/node-changes.js";
import { RelationChanges } from "../graph/relation-changes.js";
import { ALL_LANGUAGES } from "../languages/language-table.js";
import { countSkipped } from "./count-skipped.js";
import { FindingsBuilder } from "./findings-builder.js";
import { type LinkPhaseContext, linkPhase } from "./link-phase.js";
import { parsePhase } from "./parse-phase.js";
import type { ParsedTree } from "./parsed-tree.js";
import { type RememberedLinks, rememberLinks } from "./remembered-links.js";
import type { ScanOptions } from "./scan-options.js";
import type { ScanReport } from "./scan-report.js";
import { readStoredTree, type StoredTree } from "./stored-tree.js";
import { digestOfFiles } from "./tree-digest.js";

const OPERATION = "ScanTree";
/** Files that are gone, read in one query. */
const REMOVED_BATCH = 32;
/** A store may take this long to write, and this much longer for each thousand of records. */
const WRITE_TIMEOUT_MS = 60_000;
const WRITE_TIMEOUT_PER_THOUSAND_MS = 1_000;

/**
 * Makes the graph show the source tree at `root` as it is now: discovers the files, parses those whose facts are not
 * known, resolves imports, calls and bases over all of them, and applies what differs in one transaction.
 *
 * The result depends on nothing but the tree: a scan after any edits gives the graph of a scan into an empty store.
 * Files that can't be read are left out, those that can't be parsed are in the graph without what they define; both are
 * named in the report, and the scan itself goes on.
 *
 * @throws {@link RootNotReadableError} `ROOT_NOT_READABLE`.
 * @throws {@link TreeRefusedError} `TREE_TOO_LARGE` or `IGNORE_RULES_UNUSABLE`; the graph is as before.
 * @throws {@link CancelledError} `CANCELLED`, by `options.signal`; the graph is as before.
 * @throws {@link SpoolFailedError} `SPOOL_FAILED`, where there is no room for temporary files; the graph is as before.
 * @example
 * ```ts
 * await using graph = await SqliteGraphStore.open("graph.db");
 * const report = await scanTree("/home/me/project", graph);
 * console.log(report.symbols.FUNCTION, report.calls.resolved);
 * ```
 */
export async function scanTree(
  root: string,
  graph: GraphStore,
  options: ScanOptions = {},
): Promise<ScanReport> {
  const scan = new Scan(root, graph, options);
  try {
    return await scan.run();
  } finally {
    scan.close();
  }
}

/** One scan: its phases in their order, and what lies on disk between them. */
class Scan {
  readonly #root: string;
  readonly #graph: GraphStore;
  readonly #options: ScanOptions;
  readonly #folder: string;
  readonly #spool: FactsSpool;
  readonly #nodes: NodeChanges;
  readonly #findings = new FindingsBuilder();
  #relations: RelationChanges | null = null;
  #memory: RememberedLinks | null = null;
  #resolvedFiles = 0;

  constructor(root: string, graph: GraphStore, options: ScanOptions) {
    this.#root = root;
    this.#graph = graph;
    this.#options = options;
    this.#folder = options.temporaryFolder ?? tmpdir();
    this.#spool = new FactsSpool(this.#folder);
    this.#nodes = new NodeChanges(graph, this.#folder);
  }

  close(): void {
    this.#spool.close();
    this.#nodes.close();
    this.#relations?.close();
    this.#memory?.close();
  }

  async run(): Promise<ScanReport> {
    const { onProgress, facts, textMask } = this.#options;
    const clock = this.#options.clock ?? systemClock;
    const check = (): void => this.#check();
    const startMs = clock.monotonicMs();
    const discovery = await discoverFiles(this.#root, {
      languages: this.#options.languages ?? ALL_LANGUAGES,
      include: this.#options.include,
      exclude: this.#options.exclude,
      check,
    });
    const total = discovery.files.length;
    this.#options.onDiscovered?.(discovery);
    onProgress?.({ phase: "discover", done: total, total });
    const stored = await readStoredTree(this.#graph, facts?.lastScan ?? null, textMask?.version);
    const discoveredMs = clock.monotonicMs();

    const rootName = nameOfPackage(this.#root, discovery);
    const phases = { options: this.#options, discovery, rootName, findings: this.#findings, check };
    const { tree, digest, isAsLastScanned } = await parsePhase({
      ...phases,
      root: this.#root,
      stored,
      spool: this.#spool,
      nodes: this.#nodes,
      graph: this.#graph,
      temporaryFolder: this.#folder,
    });
    const folders = foldersOf(tree.files.map(({ path }) => path));
    const removedFiles = await this.#compareRest(tree, folders, stored, discovery.introductions);
    const parsedMs = clock.monotonicMs();

    check();
    const settled = this.#nodes.settle();
    const isGraphEmpty = stored.hashes.size + stored.folders.size === 0;
    const relations = new RelationChanges(this.#graph, { ...settled, isGraphEmpty }, this.#folder);
    this.#relations = relations;
    if (facts !== undefined) this.#memory = rememberLinks(tree, stored, this.#folder);
    const findings =
      isAsLastScanned && stored.lastScan !== null
        ? stored.lastScan.findings
        : await this.#link({ ...phases, tree, folders, relations, memory: this.#memory });
    const linkedMs = clock.monotonicMs();

    const changes = await this.#write(settled, relations);
    if (facts !== undefined) {
      const graph = this.#graph.location;
      const files = digestOfFiles(tree.hashes());
      await this.#keep(facts, tree, {
        graph,
        tree: digest,
        files,
        findings,
        documentation: isAsLastScanned ? stored.lastScan?.documentation : tree.documentation.digest(),
        maskVersion: textMask?.version,
      });
    }
    onProgress?.({ phase: "write", done: total, total });
    const writtenMs = clock.monotonicMs();

    const { skipped, changedFiles, parsedFiles, textOnlyFiles } = tree;
    const { withSyntaxErrors, ...found } = findings;
    return {
      files: {
        total: tree.files.length,
        changed: changedFiles,
        unchanged: tree.files.length - changedFiles,
        removed: removedFiles,
        parsed: parsedFiles,
        resolved: this.#resolvedFiles,
        textOnly: textOnlyFiles,
        withSyntaxErrors,
        withoutCalls: countWithoutCalls(tree),
      },
      ...found,
      skipped: skipped.sort((a, b) => (a.path < b.path ? -1 : 1)),
      skippedByReason: countSkipped(skipped, discovery.unsupportedFiles),
      changes,
      durations: {
        discoverMs: discoveredMs - startMs,
        parseMs: parsedMs - discoveredMs,
        linkMs: linkedMs - parsedMs,
        writeMs: writtenMs - linkedMs,
        totalMs: writtenMs - startMs,
      },
    };
  }

  /** Notes what is gone, and which folders differ; gives the number of files that are gone. */
  async #compareRest(
    tree: ParsedTree,
    folders: ReadonlySet<string>,
    stored: StoredTree,
    introductions: Discovery["introductions"],
  ): Promise<number> {
    const isPresent = new Set(tree.files.map(({ path }) => path));
    const removedFiles = [...stored.hashes.keys()].filter((path) => !isPresent.has(path));
    for (let start = 0; start < removedFiles.length; start += REMOVED_BATCH)
      await this.#nodes.compareFiles(removedFiles.slice(start, start + REMOVED_BATCH), []);
    for (const folder of folders)
      this.#nodes.compareFolder(
        stored.folders.get(folder),
        buildFolderNode(folder, introductions.get(folder) ?? null, this.#options.textMask?.mask),
      );
    for (const [path, folder] of stored.folders) if (!folders.has(path)) this.#nodes.removeNode(folder);
    return removedFiles.length;
  }

  async #link(context: LinkPhaseContext): Promise<ScanFindings> {
    this.#resolvedFiles = await linkPhase(context);
    return this.#findings.build(context.folders.size);
  }

  /** Keeps what was found, once the graph shows it. */
  async #keep(facts: FactsStore, tree: ParsedTree, record: ScanRecord): Promise<void> {
    const usedKeys = new Set(tree.files.map(({ key }) => key));
    for (const key of this.#memory?.usedKeys(facts) ?? []) usedKeys.add(key);
    await facts.finishScan(joinAdded(this.#spool, this.#memory), usedKeys, record);
  }

  async #write(
    { moves, deletedIds }: ReturnType<NodeChanges["settle"]>,
    { written, removed }: RelationChanges,
  ): Promise<ScanReport["changes"]> {
    const changes = {
      nodesMoved: moves.length,
      nodesWritten: this.#nodes.writtenCount,
      nodesDeleted: deletedIds.length,
      relationsWritten: written.length,
      relationsDeleted: removed.length,
    };
    const records = Object.values(changes).reduce((sum, count) => sum + count, 0);
    this.#check();
    if (records === 0) return changes;
    // From here to the end of the scan the graph is not what the last scan noted: a scan that is killed in between leaves
    // nothing that the next one would believe.
    await this.#options.facts?.distrust();
    const timeoutMs = WRITE_TIMEOUT_MS + Math.ceil(records / 1000) * WRITE_TIMEOUT_PER_THOUSAND_MS;
    await this.#graph.applyChanges(
      {
        moveNodes: moves,
        deleteNodeIds: deletedIds,
        upsertNodes: this.#nodes.written,
        deleteRelations: removed,
        upsertRelations: written,
      },
      { signal: this.#options.signal, timeoutMs },
    );
    return changes;
  }

  #check(): void {
    const { signal } = this.#options;
    if (signal?.aborted) throw new CancelledError(OPERATION, signal.reason);
  }
}

function joinAdded(...parts: readonly (AddedFacts | null)[]): AddedFacts {
  const added = parts.filter((part) => part !== null);
  return {
    size: added.reduce((sum, { size }) => sum + size, 0),
    *lines() {
      for (const part of added) yield* part.lines();
    },
  };
}

/** Files of languages of which no calls are read, by language. */
function countWithoutCalls({ files }: ParsedTree): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { language } of files)
    if (language.tier === "definitions") counts[language.name] = (counts[language.name] ?? 0) + 1;
  return counts;
}

/** Name of the scanned folder where it is a package itself, and so is known to what is in it by that name; else `""`. */
function nameOfPackage(root: string, { files }: Discovery): string {
  return files.some(({ path }) => path === "__init__.py") ? basename(resolve(root)) : "";
}
