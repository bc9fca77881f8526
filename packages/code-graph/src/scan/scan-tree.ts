import { tmpdir } from "node:os";
import { CancelledError, silentLogger, systemClock } from "@stemma/core";
import type { GraphStore, Relation } from "@stemma/graph-store";
import { type Discovery, discoverFiles } from "../discover/discover-files.js";
import { FactsSpool } from "../facts/facts-spool.js";
import { buildFileNodes, buildFolderNode } from "../graph/build-nodes.js";
import { containsRelations, foldersOf } from "../graph/folders.js";
import { NodeChanges } from "../graph/node-changes.js";
import { RelationChanges } from "../graph/relation-changes.js";
import { LANGUAGES } from "../languages/language-table.js";
import { ProgramLinker } from "../link/program-linker.js";
import { createReader } from "./create-reader.js";
import { stageFiles } from "./file-stage.js";
import { ParsedTree } from "./parsed-tree.js";
import { countSkipped, ReportBuilder } from "./report-builder.js";
import type { ScanOptions } from "./scan-options.js";
import type { ScanReport } from "./scan-report.js";
import { readStoredFiles, type StoredFiles } from "./stored-files.js";

const OPERATION = "ScanTree";
const BATCH_SIZE = 32;
/** Nodes whose relations are compared in one go, and about how many relations. */
const COMPARED_NODES = 1_000;
const COMPARED_RELATIONS = 5_000;
const DEFAULT_MAX_FILE_BYTES = 1_048_576;
const DEFAULT_TIMEOUT_PER_FILE_MS = 5_000;
/** A store may take this long to write, and this much longer for each thousand of records. */
const WRITE_TIMEOUT_MS = 60_000;
const WRITE_TIMEOUT_PER_THOUSAND_MS = 1_000;

/**
 * Makes the graph show the source tree at `root` as it is now: discovers the files, parses those whose facts are not
 * known, resolves imports, calls and bases over all of them, and applies what differs in one transaction.
 *
 * The result depends on nothing but the tree: a scan after any edits gives the graph of a scan into an empty store.
 * Files that can't be read or parsed are left out and named in the report; the scan itself goes on.
 *
 * @throws {RootNotReadableError} code `"ROOT_NOT_READABLE"`.
 * @throws {CancelledError} code `"CANCELLED"`, by `options.signal`; the graph is as before.
 * @throws {SpoolFailedError} code `"SPOOL_FAILED"`, where there is no room for temporary files; the graph is as before.
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
  readonly #facts: FactsSpool;
  readonly #nodes: NodeChanges;
  readonly #report = new ReportBuilder();
  #relations: RelationChanges | null = null;

  constructor(root: string, graph: GraphStore, options: ScanOptions) {
    this.#root = root;
    this.#graph = graph;
    this.#options = options;
    this.#folder = options.temporaryFolder ?? tmpdir();
    this.#facts = new FactsSpool(this.#folder);
    this.#nodes = new NodeChanges(graph, this.#folder);
  }

  close(): void {
    this.#facts.close();
    this.#nodes.close();
    this.#relations?.close();
  }

  async run(): Promise<ScanReport> {
    const { onProgress, facts, signal } = this.#options;
    const clock = this.#options.clock ?? systemClock;
    const startMs = clock.monotonicMs();
    const discovery = await discoverFiles(this.#root, {
      languages: this.#options.languages ?? LANGUAGES,
      ...(this.#options.include === undefined ? {} : { include: this.#options.include }),
      ...(this.#options.exclude === undefined ? {} : { exclude: this.#options.exclude }),
    });
    const total = discovery.files.length;
    onProgress?.({ phase: "discover", done: total, total });
    const stored = await readStoredFiles(this.#graph);
    const discoveredMs = clock.monotonicMs();

    const tree = await this.#parse(discovery, stored);
    const folders = foldersOf(tree.paths);
    const removedFiles = await this.#compareRest(tree, folders, stored);
    const parsedMs = clock.monotonicMs();

    this.#check();
    const { moves, deletedIds } = this.#nodes.settle();
    const isGraphEmpty = stored.hashes.size + stored.folders.size === 0;
    this.#relations = new RelationChanges(this.#graph, { moves, deletedIds, isGraphEmpty }, this.#folder);
    const linker = await this.#link(tree, folders, discovery);
    tree.program.release();
    const linkedMs = clock.monotonicMs();

    const { written, removed } = this.#relations;
    const nodesWritten = this.#nodes.writtenCount;
    const records = moves.length + deletedIds.length + nodesWritten + written.length + removed.length;
    await this.#graph.applyChanges(
      {
        moveNodes: moves,
        deleteNodeIds: deletedIds,
        upsertNodes: this.#nodes.written,
        deleteRelations: removed,
        upsertRelations: written,
      },
      { signal, timeoutMs: WRITE_TIMEOUT_MS + Math.ceil(records / 1000) * WRITE_TIMEOUT_PER_THOUSAND_MS },
    );
    await facts?.finishScan(this.#facts, tree.usedKeys);
    onProgress?.({ phase: "write", done: total, total });
    const writtenMs = clock.monotonicMs();

    const { skipped } = tree;
    this.#report.symbols.FOLDER = folders.size;
    return {
      files: {
        total: tree.paths.length,
        changed: tree.changedFiles,
        unchanged: tree.paths.length - tree.changedFiles,
        removed: removedFiles,
        parsed: tree.parsedFiles,
        withSyntaxErrors: this.#report.withSyntaxErrors,
      },
      symbols: this.#report.symbols,
      relations: this.#report.relations,
      calls: {
        resolved: linker.counts.resolvedCalls,
        external: linker.counts.externalCalls,
        unresolved: linker.counts.unresolvedCalls,
        relationsByConfidence: this.#report.callsByConfidence,
        mostUnresolved: this.#report.mostUnresolved(),
      },
      imports: { inside: linker.counts.importsInside, outside: linker.counts.importsOutside },
      skipped: skipped.sort((a, b) => (a.path < b.path ? -1 : 1)),
      skippedByReason: countSkipped(skipped, discovery.unsupportedFiles),
      changes: {
        nodesMoved: moves.length,
        nodesWritten,
        nodesDeleted: deletedIds.length,
        relationsWritten: written.length,
        relationsDeleted: removed.length,
      },
      durations: {
        discoverMs: discoveredMs - startMs,
        parseMs: parsedMs - discoveredMs,
        linkMs: linkedMs - parsedMs,
        writeMs: writtenMs - linkedMs,
        totalMs: writtenMs - startMs,
      },
    };
  }

  /** Gives each file its facts, and notes which nodes of changed files differ. */
  async #parse({ files, skipped }: Discovery, stored: StoredFiles): Promise<ParsedTree> {
    const options = this.#options;
    const tree = new ParsedTree(this.#facts, options.facts ?? null, skipped);
    const reader = await createReader(options, files.length - stored.hashes.size);
    try {
      for (let start = 0; start < files.length; start += BATCH_SIZE) {
        this.#check();
        const batch = await stageFiles(files.slice(start, start + BATCH_SIZE), {
          root: this.#root,
          maxFileBytes: options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES,
          timeoutPerFileMs: options.timeoutPerFileMs ?? DEFAULT_TIMEOUT_PER_FILE_MS,
          facts: options.facts ?? null,
          reader,
          logger: options.logger ?? silentLogger,
        });
        tree.skipped.push(...batch.skipped);
        const toCompare = [];
        for (const file of batch.staged) {
          tree.add(file);
          this.#report.addFile(file.facts);
          const isChanged = stored.hashes.get(file.path) !== file.contentHash;
          if (isChanged) tree.changedFiles++;
          // Facts are kept only after their graph was written: a known text under a known path has its nodes already.
          if (isChanged || file.wasParsed) toCompare.push(file);
        }
        await this.#nodes.compareFiles(
          toCompare.map(({ path }) => path).filter((path) => stored.hashes.has(path)),
          toCompare.flatMap(buildFileNodes),
        );
        options.onProgress?.({
          phase: "parse",
          done: Math.min(files.length, start + BATCH_SIZE),
          total: files.length,
        });
      }
    } finally {
      await reader.close();
    }
    return tree;
  }

  /** Notes what is gone, and which folders differ; gives the number of files that are gone. */
  async #compareRest(
    { paths }: ParsedTree,
    folders: ReadonlySet<string>,
    stored: StoredFiles,
  ): Promise<number> {
    const isPresent = new Set(paths);
    const removedFiles = [...stored.hashes.keys()].filter((path) => !isPresent.has(path));
    for (let start = 0; start < removedFiles.length; start += BATCH_SIZE)
      await this.#nodes.compareFiles(removedFiles.slice(start, start + BATCH_SIZE), []);
    for (const folder of folders)
      if (!stored.folders.has(folder)) this.#nodes.addFolder(buildFolderNode(folder));
    for (const [path, folder] of stored.folders) if (!folders.has(path)) this.#nodes.removeNode(folder);
    return removedFiles.length;
  }

  /** Resolves all files, and notes which relations differ. */
  async #link(
    { program, paths }: ParsedTree,
    folders: ReadonlySet<string>,
    { manifests }: Discovery,
  ): Promise<ProgramLinker> {
    const { onProgress, onCall, onUnresolvedCall } = this.#options;
    const total = paths.length;
    onProgress?.({ phase: "link", done: 0, total });
    const isPresent = new Set(paths);
    program.complete({
      hasFile: (path) => isPresent.has(path),
      hasFolder: (path) => folders.has(path),
      filePaths: paths,
      manifests,
    });
    const linker = new ProgramLinker(program, {
      onCall,
      onUnresolvedCall: (call) => {
        this.#report.addUnresolved(call);
        onUnresolvedCall?.(call);
      },
    });
    await this.#compareRelations([...folders], containsRelations(paths, folders));
    let ids: string[] = [];
    let wanted: Relation[] = [];
    for (let unit = 0; unit < total; unit++) {
      for (const { fromId, relations } of linker.linkUnit(unit)) {
        ids.push(fromId);
        for (const relation of relations) wanted.push(relation);
        if (ids.length < COMPARED_NODES && wanted.length < COMPARED_RELATIONS) continue;
        await this.#compareRelations(ids, wanted);
        ids = [];
        wanted = [];
        this.#check();
        onProgress?.({ phase: "link", done: unit, total });
      }
    }
    await this.#compareRelations(ids, wanted);
    onProgress?.({ phase: "link", done: total, total });
    return linker;
  }

  async #compareRelations(
    fromIds: readonly string[],
    relations: readonly Relation[],
  ): Promise<void> {
    this.#report.addRelations(relations);
    await this.#relations?.compare(fromIds, relations);
  }

  #check(): void {
    const { signal } = this.#options;
    if (signal?.aborted) throw new CancelledError(OPERATION, signal.reason);
  }
}
