import type { Relation } from "@stemma/graph-store";
import type { Discovery } from "../discover/discover-files.js";
import { containsRelations } from "../graph/folders.js";
import type { RelationChanges } from "../graph/relation-changes.js";
import type { LinkMemory } from "../link/memory/link-memory.js";
import { ProgramLinker } from "../link/program-linker.js";
import type { FindingsBuilder } from "./findings-builder.js";
import type { ParsedTree } from "./parsed-tree.js";
import type { ScanOptions } from "./scan-options.js";

/** Nodes whose relations are compared in one go, and about how many relations. */
const COMPARED_NODES = 1_000;
const COMPARED_RELATIONS = 5_000;

/** What the phase works with and adds to. */
export interface LinkPhaseContext {
  readonly options: ScanOptions;
  readonly discovery: Discovery;
  readonly tree: ParsedTree;
  readonly folders: ReadonlySet<string>;
  readonly relations: RelationChanges;
  readonly findings: FindingsBuilder;
  /** `null` where nothing is kept from scan to scan. */
  readonly memory: LinkMemory | null;
  /** Name of the scanned folder, where that counts. */
  readonly rootName: string;
  /** Throws when the scan is to stop. */
  readonly check: () => void;
}

/**
 * Resolves the files, and notes which relations differ from the graph's. A file that led somewhere in the last scan, and
 * all of whose questions are answered as they were then, leads there now: its relations are not even compared.
 *
 * @returns the number of files that were resolved.
 */
export async function linkPhase(context: LinkPhaseContext): Promise<number> {
  const { options, discovery, tree, folders, relations, memory, findings, check } = context;
  const { onProgress, onCall, onUnresolvedCall, explain } = options;
  const { program } = tree;
  const total = tree.files.length;
  onProgress?.({ phase: "link", done: 0, total });
  const paths = tree.files.map(({ path }) => path);
  const isPresent = new Set(paths);
  program.complete({
    hasFile: (path) => isPresent.has(path),
    hasFolder: (path) => folders.has(path),
    filePaths: paths,
    rootName: context.rootName,
    manifests: discovery.manifests,
  });
  const linker = new ProgramLinker(program, { onCall, onUnresolvedCall }, memory);
  const contained = containsRelations(paths, folders);
  findings.addRelations(contained);
  await relations.compare([...folders], contained);
  // Calls can be told of only when they are resolved.
  const canSkip = onCall === undefined && onUnresolvedCall === undefined;
  const disturbed = await relations.readSources((path) => program.unitAt(path));
  let resolved = 0;
  let ids: string[] = [];
  let wanted: Relation[] = [];
  for (let unit = 0; unit < total; unit++) {
    const known = canSkip && !disturbed.has(unit) ? linker.knownCounts(unit) : null;
    if (known !== null) {
      findings.addCounts(known);
      continue;
    }
    for (const linked of linker.linkUnit(unit)) {
      ids.push(linked.fromId);
      for (const relation of linked.relations) wanted.push(relation);
      if (ids.length < COMPARED_NODES && wanted.length < COMPARED_RELATIONS) continue;
      await relations.compare(ids, wanted);
      ids = [];
      wanted = [];
      check();
      onProgress?.({ phase: "link", done: unit, total });
    }
    resolved++;
    findings.addCounts(linker.counts);
  }
  await relations.compare(ids, wanted);
  onProgress?.({ phase: "link", done: total, total });
  if (explain !== undefined) {
    const unit = program.unitAt(explain.path);
    if (unit !== undefined) linker.explain(unit, explain.line).forEach(explain.onExplained);
  }
  program.cache.clear();
  return resolved;
}
