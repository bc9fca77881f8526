import type { CallOptions } from "@stemma/core";
import type {
  Differences,
  DocumentDifference,
  MergePlan,
  SyncManager,
  WaitingConflict,
} from "@stemma/versions";
import { metadataOf } from "../index/index-record.js";
import { mergeRoles } from "../index/merge-roles.js";
import type { Changes } from "./changes.js";
import { describeChanges } from "./describe-changes.js";
import { committedSide, type IndexSide, type SideRecord } from "./index-side.js";
import type { ComparedIndex } from "./project-changes.js";

/** A merge that was not made: what it would come to. */
export interface MergePreview {
  /** The ref that would be merged. */
  readonly name: string;
  /** Its conflicts wait to be decided one by one: it was begun. */
  readonly isWaiting: boolean;
  /** `conflicts`: some are open; of a merge that waits, `merge` once none is. */
  readonly outcome: "up-to-date" | "fast-forward" | "merge" | "conflicts";
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** What would change here, in words; where a conflict is open, nothing. */
  readonly changes: Changes;
  /** All of them, with what was decided so far. */
  readonly conflicts: readonly WaitingConflict[];
  /** Collections that come under another name, since theirs is taken here. */
  readonly renamed: MergePlan["renamed"];
  /** Texts that were written from what the other side changed: the next `document` makes them again. */
  readonly stale: number;
}

/**
 * Of a ref, or of the merge that waits.
 *
 * @throws {@link UnknownRefError} `UNKNOWN_REF`
 * @throws {@link NoMergeInProgressError} `NO_MERGE_IN_PROGRESS`
 */
export async function previewMerge(
  { versions, collection }: ComparedIndex,
  ref: string | undefined,
  options: CallOptions,
): Promise<MergePreview> {
  const { name, theirs, waiting } = await whatIsMerged(versions, ref, options);
  const plan = await versions.previewMerge(theirs, {
    ...options,
    ...mergeRoles,
    strategy: "custom",
    resolve: (conflict) => waiting.find((each) => isSame(each.conflict, conflict))?.decision,
  });
  const open = plan.conflicts.map((conflict) => decided(waiting, conflict, false));
  const closed = plan.resolved.map((conflict) => decided(waiting, conflict, true));
  return {
    name,
    isWaiting: ref === undefined,
    outcome: outcomeOf(plan),
    base: plan.base,
    ours: plan.ours,
    theirs: plan.theirs,
    changes: await changesOfPlan({ versions, collection }, plan, options),
    conflicts: [...open, ...closed],
    renamed: plan.renamed,
    stale: plan.stale.length,
  };
}

interface Merged {
  readonly name: string;
  readonly theirs: string;
  readonly waiting: readonly WaitingConflict[];
}

async function whatIsMerged(
  versions: SyncManager,
  ref: string | undefined,
  options: CallOptions,
): Promise<Merged> {
  if (ref !== undefined) return { name: ref, theirs: await versions.resolve(ref, options), waiting: [] };
  const { name, theirs, conflicts } = await versions.conflicts({ ...options, ...mergeRoles });
  return { name, theirs, waiting: conflicts };
}

type Conflict = WaitingConflict["conflict"];

function isSame(one: Conflict, other: Conflict): boolean {
  const idOf = (conflict: Conflict): string | null => (conflict.kind === "document" ? conflict.id : null);
  return one.collection === other.collection && idOf(one) === idOf(other);
}

function decided(
  waiting: readonly WaitingConflict[],
  conflict: Conflict,
  isDecided: boolean,
): WaitingConflict {
  const decision = waiting.find((each) => isSame(each.conflict, conflict))?.decision;
  return { conflict, decision, isDecided };
}

function outcomeOf({ base, ours, theirs, conflicts }: MergePlan): MergePreview["outcome"] {
  if (base === theirs) return "up-to-date";
  if (base === ours) return "fast-forward";
  return conflicts.length > 0 ? "conflicts" : "merge";
}

/** From ours to what the merge would make of it: theirs where they alone changed something, else as planned. */
async function changesOfPlan(
  { versions, collection }: ComparedIndex,
  plan: MergePlan,
  options: CallOptions,
): Promise<Changes> {
  const { base, ours, theirs } = plan;
  const { repository } = versions;
  const before = committedSide(repository, ours, collection);
  const after = mergedSide(plan, await plannedOf(versions, plan, collection), {
    theirs: committedSide(repository, theirs, collection),
  });
  const incoming = base === theirs ? nothing : await versions.diff(base, theirs, options);
  const ids = incoming.documents.flatMap((each) => (each.collection === collection ? [each.id] : []));
  const [old, now] = [await before(ids, options), await after(ids, options)];
  const documents = ids.flatMap((id): DocumentDifference[] => {
    if (!old.has(id) && !now.has(id)) return [];
    const kind = !old.has(id) ? "added" : now.has(id) ? "modified" : "deleted";
    return [{ kind, collection, id }];
  });
  const differences: Differences = { collections: incoming.collections, documents };
  return describeChanges({ differences, collection, before, after }, options);
}

const nothing: Differences = { collections: [], documents: [] };

/** Records of the tree's own collection that the plan writes over what the two sides would come to; `null` for one that it deletes. */
async function plannedOf(
  { repository }: SyncManager,
  { ours, theirs, batches }: MergePlan,
  collection: string,
): Promise<ReadonlyMap<string, SideRecord | null>> {
  const rows = [...(await repository.readCollections(ours)), ...(await repository.readCollections(theirs))];
  const own = new Set(rows.filter(({ name }) => name === collection).map(({ id }) => id));
  const planned = new Map<string, SideRecord | null>();
  for (const { documents = [], deletedDocuments = [] } of batches) {
    for (const key of deletedDocuments) if (own.has(key.collection)) planned.set(key.id, null);
    for (const row of documents)
      if (own.has(row.collection)) planned.set(row.id, { document: row.document, metadata: metadataOf(row) });
  }
  return planned;
}

function mergedSide(
  { base, theirs: head }: MergePlan,
  planned: ReadonlyMap<string, SideRecord | null>,
  { theirs }: { readonly theirs: IndexSide },
): IndexSide {
  return async (ids, options) => {
    if (base === head) return new Map();
    const records = new Map(await theirs(ids, options));
    for (const id of ids) {
      const row = planned.get(id);
      if (row === null) records.delete(id);
      else if (row !== undefined) records.set(id, row);
    }
    return records;
  };
}
