import { CancelledError, silentLogger, systemClock } from "@stemma/core";
import type { CodeNode, GraphStore, Relation } from "@stemma/graph-store";
import { discoverFiles } from "../discover/discover-files.js";
import type { SkippedFile } from "../discover/skip-reason.js";
import type { FileFacts } from "../facts/file-facts.js";
import { buildFileNodes, buildFolderNode } from "../graph/build-nodes.js";
import { containsRelations, foldersOf } from "../graph/folders.js";
import { PendingChanges } from "../graph/pending-changes.js";
import { LANGUAGES } from "../languages/language-table.js";
import { linkProgram } from "../link/link-program.js";
import { Program, type Unit } from "../link/program.js";
import { createReader } from "./create-reader.js";
import { stageFiles } from "./file-stage.js";
import {
  countByConfidence,
  countRelations,
  countSkipped,
  countSymbols,
  mostUnresolved,
} from "./report-builder.js";
import type { ScanOptions } from "./scan-options.js";
import type { ScanReport } from "./scan-report.js";

const OPERATION = "ScanTree";
const BATCH_SIZE = 32;
const DEFAULT_MAX_FILE_BYTES = 1_048_576;
const DEFAULT_TIMEOUT_PER_FILE_MS = 5_000;

/**
 * Makes the graph show the source tree at `root` as it is now: discovers the files, parses those whose facts are not
 * known, resolves imports, calls and bases over all of them, and applies what differs in one transaction.
 *
 * The result depends on nothing but the tree: a scan after any edits gives the graph of a scan into an empty store.
 * Files that can't be read or parsed are left out and named in the report; the scan itself goes on.
 *
 * @throws {RootNotReadableError} code `"ROOT_NOT_READABLE"`.
 * @throws {CancelledError} code `"CANCELLED"`, by `options.signal`; the graph is as before.
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
  const { signal, onProgress } = options;
  const clock = options.clock ?? systemClock;
  const startMs = clock.monotonicMs();
  const check = (): void => {
    if (signal?.aborted) throw new CancelledError(OPERATION, signal.reason);
  };

  const discovery = await discoverFiles(root, {
    languages: options.languages ?? LANGUAGES,
    ...(options.include === undefined ? {} : { include: options.include }),
    ...(options.exclude === undefined ? {} : { exclude: options.exclude }),
  });
  const total = discovery.files.length;
  onProgress?.({ phase: "discover", done: total, total });
  const storedHashes = new Map<string, string>();
  const storedFolders = new Map<string, CodeNode>();
  for (const node of await graph.readNodes({ labels: ["FILE", "FOLDER"] }))
    if (node.label === "FILE") storedHashes.set(node.path, node.sourceHash);
    else storedFolders.set(node.path, node);
  const discoveredMs = clock.monotonicMs();

  const units: Unit[] = [];
  const skipped: SkippedFile[] = [...discovery.skipped];
  const addedFacts = new Map<string, FileFacts>();
  const usedKeys = new Set<string>();
  const pending = new PendingChanges(graph);
  let changedFiles = 0;
  let parsedFiles = 0;
  const reader = await createReader(options, clock, total - storedHashes.size);
  try {
    for (let start = 0; start < total; start += BATCH_SIZE) {
      check();
      const batch = await stageFiles(discovery.files.slice(start, start + BATCH_SIZE), {
        root,
        maxFileBytes: options.maxFileBytes ?? DEFAULT_MAX_FILE_BYTES,
        timeoutPerFileMs: options.timeoutPerFileMs ?? DEFAULT_TIMEOUT_PER_FILE_MS,
        facts: options.facts ?? null,
        reader,
        logger: options.logger ?? silentLogger,
      });
      skipped.push(...batch.skipped);
      const toCompare = [];
      for (const file of batch.staged) {
        units.push({ path: file.path, language: file.language, facts: file.facts });
        usedKeys.add(file.key);
        if (file.wasParsed) {
          parsedFiles++;
          addedFacts.set(file.key, file.facts);
        }
        const isChanged = storedHashes.get(file.path) !== file.contentHash;
        if (isChanged) changedFiles++;
        // Facts are kept only after their graph was written: a known text under a known path has its nodes already.
        if (isChanged || file.wasParsed) toCompare.push(file);
      }
      await pending.compareFiles(
        toCompare.map(({ path }) => path).filter((path) => storedHashes.has(path)),
        toCompare.flatMap(buildFileNodes),
      );
      onProgress?.({ phase: "parse", done: Math.min(total, start + BATCH_SIZE), total });
    }
  } finally {
    await reader.close();
  }
  const filePaths = units.map(({ path }) => path);
  const folders = foldersOf(filePaths);
  const isPresent = new Set(filePaths);
  const removedFiles = [...storedHashes.keys()].filter((path) => !isPresent.has(path));
  await pending.compareFiles(removedFiles, []);
  for (const folder of folders) if (!storedFolders.has(folder)) pending.addFolder(buildFolderNode(folder));
  for (const [path, folder] of storedFolders) if (!folders.has(path)) pending.removeFolder(folder);
  const parsedMs = clock.monotonicMs();

  check();
  onProgress?.({ phase: "link", done: 0, total });
  const program = new Program(units, {
    hasFile: (path) => isPresent.has(path),
    hasFolder: (path) => folders.has(path),
    filePaths,
    manifests: discovery.manifests,
  });
  const linked = linkProgram(program, options.onCall);
  for (const call of linked.unresolvedCalls) options.onUnresolvedCall?.(call);
  const relations: Relation[] = [...containsRelations(filePaths, folders), ...linked.relations];
  onProgress?.({ phase: "link", done: total, total });
  const linkedMs = clock.monotonicMs();

  const changes = await pending.finish(relations);
  check();
  await graph.applyChanges(changes, { signal });
  await options.facts?.finishScan(addedFacts, usedKeys);
  onProgress?.({ phase: "write", done: total, total });
  const writtenMs = clock.monotonicMs();

  return {
    files: {
      total: units.length,
      changed: changedFiles,
      unchanged: units.length - changedFiles,
      removed: removedFiles.length,
      parsed: parsedFiles,
      withSyntaxErrors: units.filter(({ facts }) => facts.hasSyntaxError).length,
    },
    symbols: countSymbols(
      units.map(({ facts }) => facts),
      folders.size,
    ),
    relations: countRelations(relations),
    calls: {
      resolved: linked.resolvedCalls,
      external: linked.externalCalls,
      unresolved: linked.unresolvedCalls.length,
      relationsByConfidence: countByConfidence(relations),
      mostUnresolved: mostUnresolved(linked.unresolvedCalls),
    },
    imports: { inside: linked.importsInside, outside: linked.importsOutside },
    skipped: skipped.sort((a, b) => (a.path < b.path ? -1 : 1)),
    skippedByReason: countSkipped(skipped, discovery.unsupportedFiles),
    changes: {
      nodesMoved: changes.moveNodes.length,
      nodesWritten: changes.upsertNodes.length,
      nodesDeleted: changes.deleteNodeIds.length,
      relationsWritten: changes.upsertRelations.length,
      relationsDeleted: changes.deleteRelations.length,
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
