import type { Relation } from "@stemma/graph-store";
import type { Discovery } from "../discover/discover-files.js";
import { containsRelations } from "../graph/folders.js";
import type { RelationChanges } from "../graph/relation-changes.js";
import { type LinkCounts, ProgramLinker } from "../link/program-linker.js";
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
  /** Throws when the scan is to stop. */
  readonly check: () => void;
}

/** Resolves all files, and notes which relations differ from the graph's. */
export async function linkPhase(context: LinkPhaseContext): Promise<LinkCounts> {
  const { options, discovery, tree, folders, findings, check } = context;
  const { onProgress, onCall, onUnresolvedCall } = options;
  const { program } = tree;
  const total = tree.files.length;
  onProgress?.({ phase: "link", done: 0, total });
  const paths = tree.files.map(({ path }) => path);
  const isPresent = new Set(paths);
  program.complete({
    hasFile: (path) => isPresent.has(path),
    hasFolder: (path) => folders.has(path),
    filePaths: paths,
    manifests: discovery.manifests,
  });
  const linker = new ProgramLinker(program, {
    onCall,
    onUnresolvedCall: (call) => {
      findings.addUnresolved(call);
      onUnresolvedCall?.(call);
    },
  });
  const compare = async (fromIds: readonly string[], wanted: readonly Relation[]): Promise<void> => {
    findings.addRelations(wanted);
    await context.relations.compare(fromIds, wanted);
  };
  await compare([...folders], containsRelations(paths, folders));
  let ids: string[] = [];
  let wanted: Relation[] = [];
  for (let unit = 0; unit < total; unit++) {
    for (const { fromId, relations } of linker.linkUnit(unit)) {
      ids.push(fromId);
      for (const relation of relations) wanted.push(relation);
      if (ids.length < COMPARED_NODES && wanted.length < COMPARED_RELATIONS) continue;
      await compare(ids, wanted);
      ids = [];
      wanted = [];
      check();
      onProgress?.({ phase: "link", done: unit, total });
    }
  }
  await compare(ids, wanted);
  onProgress?.({ phase: "link", done: total, total });
  program.release();
  return linker.counts;
}
