import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { Position } from "@stemma/versions";
import { restoreCommitted } from "../document/restore-documentation.js";
import { currentBranch } from "../history/git-head.js";
import type { ProjectHistory } from "../history/project-history.js";
import { readRunRecord } from "../runs/run-record.js";
import type { StateDirectory } from "../state/state-directory.js";
import { filesOfCommit, filesOfGraph } from "./documented-files.js";
import { FileHashes } from "./file-hashes.js";
import { movingGraph } from "./graph-moves.js";
import { type FoundPlaces, seenByScan } from "./look-at-tree.js";
import { SeenFiles } from "./seen-files.js";
import {
  type FileRules,
  readStandingRecord,
  type SeenTree,
  type StandingRecord,
  writeStandingRecord,
} from "./standing-record.js";

/** What a run of documenting has made. */
export interface DocumentedRun {
  readonly graph: GraphStore;
  readonly rules: FileRules;
  readonly startedMs: number;
  /** What its scan has found. */
  readonly found: FoundPlaces | undefined;
  /** Where the index stands afterwards; `null` without a history. */
  readonly position: { readonly branch: string | null; readonly commit: string } | null;
  readonly isUncommitted: boolean;
}

/** Notes after a run which contents of which files are documented now. */
export async function keepDocumented(
  state: StateDirectory,
  { graph, rules, startedMs, found, position, isUncommitted }: DocumentedRun,
  options: CallOptions = {},
): Promise<void> {
  const documented = FileHashes.of(await filesOfGraph(graph, options));
  await writeStandingRecord(state, {
    branch: position?.branch ?? null,
    commit: position?.commit ?? null,
    isUncommitted,
    isMerge: false,
    documentedAt: new Date(startedMs).toISOString(),
    rules: { include: rules.include, exclude: rules.exclude },
    documented,
    seen: found ? seenByScan({ root: state.root, rules }, found, { documented, startedMs }) : null,
  });
}

/** Of a tree that an earlier version documented: the graph tells of which contents. `null` where it tells nothing. */
export async function beginRecord(
  state: StateDirectory,
  graph: () => Promise<GraphStore>,
  rules: FileRules,
): Promise<StandingRecord | null> {
  const run = await readRunRecord(state);
  if (run === null) return null;
  const documented = await filesOfGraph(await graph(), {});
  if (documented.size === 0) return null;
  // Read from a file: an earlier version's may lack them.
  const kept: Partial<FileRules> = run.config;
  const { include = rules.include, exclude = rules.exclude } = kept;
  return {
    branch: null,
    commit: null,
    isUncommitted: false,
    isMerge: false,
    documentedAt: run.endedAt ?? run.startedAt,
    rules: { include, exclude },
    documented: FileHashes.of(documented),
    seen: null,
  };
}

/** Whose index may have moved. */
export interface MovedIndex {
  readonly state: StateDirectory;
  readonly history: ProjectHistory;
  readonly graph: () => Promise<GraphStore>;
  readonly collection: string;
  readonly rules: FileRules;
  /** Brings the graph to the tree. */
  readonly scan: (options: CallOptions) => Promise<unknown>;
}

/**
 * Brings along what stands beside the index where a command has brought that to another commit: the graph's documentation, and the
 * record of what is documented. Costs as much as the commits differ in.
 */
export async function followMove(moved: MovedIndex, options: CallOptions = {}): Promise<void> {
  const { state, history } = moved;
  const { versions } = history;
  const position = await versions.position();
  const { branch, commit } = position;
  const record = readStandingRecord(state);
  if (record?.commit === commit && !(record.isUncommitted && (await versions.status(options)).isClean)) {
    if (record.branch !== branch)
      await movingGraph(state, () => writeStandingRecord(state, { ...record, branch }));
    return;
  }
  await movingGraph(state, () => bringAlong(moved, record, position, options));
}

async function bringAlong(
  { state, history, collection, rules, ...moved }: MovedIndex,
  record: StandingRecord | null,
  { branch, commit }: Position,
  options: CallOptions,
): Promise<void> {
  const { versions, place } = history;
  const { repository } = versions;
  const from =
    record?.commit && !record.isUncommitted
      ? { commit: record.commit, files: record.documented.toMap() }
      : null;
  const documented = await filesOfCommit({ repository, collection, commit }, from, options);
  const [newest] = await versions.log({ ...options, limit: 1 });
  const agreed = (await readFile(place.documentedCommitFile, "utf8").catch(() => "")).trim();
  // Otherwise the graph may hold texts of the tree that the index does not: they are not to be made twice.
  const isOfTree =
    !record?.isUncommitted && (await currentBranch(state.root).catch(() => undefined)) === branch;
  if (isOfTree) {
    await moved.scan(options);
    const texts = { repository, collection, from: agreed || undefined, to: commit };
    const { isWhole } = await restoreCommitted(await moved.graph(), texts, options);
    await mkdir(dirname(place.documentedCommitFile), { recursive: true });
    // What the graph has no node for yet, it may have one for after the next scan.
    if (isWhole) await writeFile(place.documentedCommitFile, `${commit}\n`);
    else await rm(place.documentedCommitFile, { force: true });
  } else if (record?.isUncommitted && isSame(record.documented.toMap(), documented)) {
    // What was documented without a commit is committed now: the graph has made those very texts.
    await mkdir(dirname(place.documentedCommitFile), { recursive: true });
    await writeFile(place.documentedCommitFile, `${commit}\n`);
  }
  await writeStandingRecord(state, {
    branch,
    commit,
    isUncommitted: false,
    isMerge: (newest?.parents.length ?? 0) > 1 && agreed !== commit,
    documentedAt: newest?.date ?? record?.documentedAt ?? new Date().toISOString(),
    rules: record?.rules ?? { include: rules.include, exclude: rules.exclude },
    documented: FileHashes.of(documented),
    seen: seenFor(record, documented),
  });
}

/** What was seen stays so; how it is to what is documented now is another matter. */
function seenFor(record: StandingRecord | null, documented: ReadonlyMap<string, string>): SeenTree | null {
  if (!record?.seen) return null;
  const rows = record.seen.files.toMap((path) => record.documented.get(path));
  return {
    ...record.seen,
    files: SeenFiles.of(rows, (path) => documented.get(path)),
  };
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([path, hash]) => other.get(path) === hash);
}
