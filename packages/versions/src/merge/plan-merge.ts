import type { DocumentChange, RepositoryDiff, StagedBatch } from "../model/changes.js";
import type { CollectionRow } from "../model/collection-row.js";
import { type DocumentKey, type DocumentRow, keyText } from "../model/document-row.js";
import type { Repository } from "../repository/repository.js";
import { groupBy } from "../sync/pieces.js";
import {
  type CollectionConflict,
  type DocumentConflict,
  decidesField,
  EXISTENCE_FIELD,
  isAbout,
  type MergeConflict,
  type Resolution,
  shownVersions,
} from "./conflict.js";
import { freeNames } from "./free-names.js";
import { commonBase } from "./merge-base.js";
import { mergeCollection } from "./merge-collection.js";
import { type FieldRoles, mergeDocument } from "./merge-document.js";
import type { Versions } from "./merge-fields.js";

/** How conflicts are decided. */
export interface MergePolicy extends FieldRoles {
  readonly resolve: (conflict: MergeConflict) => Resolution | undefined;
}

/** A merge computed, not yet made. */
export interface MergePlan {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Those that `resolve` left open; with any of them the merge can't be made. */
  readonly conflicts: readonly MergeConflict[];
  /** What was decided by `resolve`. */
  readonly resolved: readonly MergeConflict[];
  /** Incoming collections that got another name, since theirs is taken here. */
  readonly renamed: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  readonly stale: readonly DocumentKey[];
  /** What to write over the database's own merge. */
  readonly batches: readonly StagedBatch[];
  /** Collections to write whole, from the side that kept them. */
  readonly restored: readonly { readonly collection: string; readonly commit: string }[];
}

/** Compares both sides with their common ancestor. Rejects with UNRELATED_HISTORIES, UNKNOWN_REF. */
export async function planMerge(
  repository: Repository,
  ours: string,
  theirs: string,
  policy: MergePolicy,
): Promise<MergePlan> {
  const base = await commonBase(repository, ours, theirs);
  const planner = new MergePlanner(repository, { base, ours, theirs }, policy);
  return planner.plan();
}

class MergePlanner {
  readonly #repository: Repository;
  readonly #commits: Versions<string>;
  readonly #policy: MergePolicy;
  readonly #conflicts: MergeConflict[] = [];
  readonly #resolved: MergeConflict[] = [];
  readonly #collections: CollectionRow[] = [];
  readonly #deletedCollections: string[] = [];
  readonly #restored: { collection: string; commit: string }[] = [];

  constructor(repository: Repository, commits: Versions<string>, policy: MergePolicy) {
    this.#repository = repository;
    this.#commits = commits;
    this.#policy = policy;
  }

  async plan(): Promise<MergePlan> {
    const { base, ours, theirs } = this.#commits;
    const diffs = {
      ours: await this.#repository.diff(base, ours),
      theirs: await this.#repository.diff(base, theirs),
    };
    const decided = this.#mergeCollections(diffs);
    const renamed = await this.#giveFreeNames(diffs.theirs);
    const { documents, deletedDocuments, stale } = await this.#mergeDocuments(diffs, decided);
    const rows = {
      deletedCollections: this.#deletedCollections,
      collections: this.#collections,
      documents,
      deletedDocuments,
    };
    return {
      ...this.#commits,
      conflicts: this.#conflicts,
      resolved: this.#resolved,
      renamed,
      stale,
      batches: [rows],
      restored: this.#restored,
    };
  }

  /** Ids of the collections about which everything, their documents included, is decided. */
  #mergeCollections(diffs: { ours: RepositoryDiff; theirs: RepositoryDiff }): Set<string> {
    const decided = new Set<string>();
    const changes = {
      ours: new Map(diffs.ours.collections.map((change) => [change.id, change])),
      theirs: new Map(diffs.theirs.collections.map((change) => [change.id, change])),
    };
    for (const id of new Set([...changes.ours.keys(), ...changes.theirs.keys()])) {
      const [mine, other] = [changes.ours.get(id), changes.theirs.get(id)];
      const base = (mine ?? other)?.from ?? null;
      const versions = { base, ours: mine ? mine.to : base, theirs: other ? other.to : base };
      if (versions.ours !== null && versions.theirs !== null) {
        if (mine && other) this.#mergeRow(id, { ...versions, ours: versions.ours, theirs: versions.theirs });
        else this.#keepDimension(base, mine ? versions.ours : versions.theirs);
      } else if (versions.ours !== null || versions.theirs !== null) {
        const changed = versions.ours === null ? diffs.theirs : diffs.ours;
        const isChanged =
          changed.collections.some((change) => change.id === id) ||
          changed.documents.some((change) => change.collection === id);
        if (isChanged && base !== null) {
          this.#decideExistence(id, versions);
          decided.add(id);
        }
      }
    }
    return decided;
  }

  #mergeRow(
    id: string,
    versions: { base: CollectionRow | null; ours: CollectionRow; theirs: CollectionRow },
  ): void {
    const attempt = mergeCollection(versions, undefined);
    const conflict = collectionConflict(id, attempt.conflicts, versions);
    const resolution = attempt.conflicts.length > 0 ? this.#resolve(conflict) : undefined;
    this.#collections.push(resolution ? mergeCollection(versions, resolution).row : attempt.row);
  }

  /** Made anew as an empty one on one side: documents that the other side added come into it, too. */
  #keepDimension(base: CollectionRow | null, changed: CollectionRow): void {
    const dimension = base?.dimension ?? null;
    if (changed.dimension === null && dimension !== null) this.#collections.push({ ...changed, dimension });
  }

  /** Deleted on one side, changed on the other: the collection as a whole stays or goes. */
  #decideExistence(id: string, versions: Versions<CollectionRow | null>): void {
    const conflict = collectionConflict(id, [EXISTENCE_FIELD], versions);
    const resolution = this.#resolve(conflict);
    if (!resolution) return;
    const side = resolution.fields?.[EXISTENCE_FIELD] ?? resolution.take ?? "ours";
    const row = versions[side];
    this.#deletedCollections.push(id);
    if (row === null) return;
    this.#collections.push(row);
    this.#restored.push({ collection: id, commit: this.#commits[side] });
  }

  async #giveFreeNames(theirs: RepositoryDiff): Promise<MergePlan["renamed"]> {
    const collections = new Map(
      (await this.#repository.readCollections(this.#commits.ours)).map((row) => [row.id, row]),
    );
    for (const { id, to } of theirs.collections) if (to === null) collections.delete(id);
    const incoming = theirs.collections.flatMap(({ to }) =>
      to === null || collections.has(to.id) ? [] : [to],
    );
    for (const { id, to } of theirs.collections)
      if (to !== null && collections.has(id)) collections.set(id, to);
    for (const row of this.#collections) collections.set(row.id, row);
    const { renamed, rows } = freeNames([...collections.values()], incoming);
    this.#collections.push(...rows);
    return renamed;
  }

  async #mergeDocuments(
    diffs: { ours: RepositoryDiff; theirs: RepositoryDiff },
    decided: ReadonlySet<string>,
  ): Promise<{ documents: DocumentRow[]; deletedDocuments: DocumentKey[]; stale: DocumentKey[] }> {
    const documents: DocumentRow[] = [];
    const deletedDocuments: DocumentKey[] = [];
    const collections = await this.#repository.readCollections(this.#commits.ours);
    const names = new Map(collections.map((row) => [row.id, row.name]));
    const both = changedOnBoth(diffs).filter((key) => !decided.has(key.collection));
    for (const [collection, keys] of groupBy(both, (key) => key.collection)) {
      const ids = keys.map((key) => key.id);
      const rows = await this.#readVersions(collection, ids);
      for (const id of ids) {
        const about = { collection, id, collectionName: names.get(collection) ?? collection };
        const row = this.#mergeOne(about, rows(id));
        if (row === null) deletedDocuments.push({ collection, id });
        else documents.push(row);
      }
    }
    const stale = documents.filter((row) => row.isStale).map(({ collection, id }) => ({ collection, id }));
    return { documents, deletedDocuments, stale };
  }

  #mergeOne(
    about: Pick<DocumentConflict, "collection" | "id" | "collectionName">,
    versions: Versions<DocumentRow | null>,
  ): DocumentRow | null {
    const attempt = mergeDocument(versions, undefined, this.#policy);
    if (attempt.conflicts.length === 0) return attempt.row;
    const resolution = this.#resolve({
      kind: "document",
      ...about,
      fields: attempt.conflicts,
      ...shownVersions(versions),
    });
    return resolution ? mergeDocument(versions, resolution, this.#policy).row : versions.ours;
  }

  #resolve(conflict: MergeConflict): Resolution | undefined {
    const resolution = this.#policy.resolve(conflict);
    const isComplete =
      resolution !== undefined &&
      isAbout(resolution, conflict) &&
      conflict.fields.every((field) => decidesField(resolution, field, this.#policy.sourceFields));
    (isComplete ? this.#resolved : this.#conflicts).push(conflict);
    return isComplete ? resolution : undefined;
  }

  async #readVersions(
    collection: string,
    ids: readonly string[],
  ): Promise<(id: string) => Versions<DocumentRow | null>> {
    const read = async (commit: string): Promise<Map<string, DocumentRow>> => {
      const found = new Map<string, DocumentRow>();
      for await (const page of this.#repository.readDocuments(commit, { collection, ids })) {
        for (const row of page) found.set(row.id, row);
      }
      return found;
    };
    const { base, ours, theirs } = this.#commits;
    const [before, mine, other] = [await read(base), await read(ours), await read(theirs)];
    return (id) => ({
      base: before.get(id) ?? null,
      ours: mine.get(id) ?? null,
      theirs: other.get(id) ?? null,
    });
  }
}

function collectionConflict(
  id: string,
  fields: readonly string[],
  versions: Versions<CollectionRow | null>,
): CollectionConflict {
  const { base, ours, theirs } = versions;
  const collectionName = (ours ?? theirs ?? base)?.name ?? id;
  return { kind: "collection", collection: id, collectionName, fields, ...shownVersions(versions) };
}

/** Keys that both sides changed, unless both made the same of them. */
function changedOnBoth(diffs: { ours: RepositoryDiff; theirs: RepositoryDiff }): DocumentKey[] {
  const mine = new Map<string, DocumentChange>(
    diffs.ours.documents.map((change) => [keyText(change), change]),
  );
  return diffs.theirs.documents.filter((change) => {
    const own = mine.get(keyText(change));
    return own !== undefined && own.to !== change.to;
  });
}
