import type { ChromaCollection } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { CommitSummary, Differences, SyncManager } from "@stemma/versions";
import type { Changes } from "./changes.js";
import { describeChanges } from "./describe-changes.js";
import { committedSide, type IndexSide, presentSide } from "./index-side.js";

/** Whose changes are described. */
export interface ComparedIndex {
  readonly versions: SyncManager;
  /** The name of the tree's own. */
  readonly collection: string;
}

/** From one commit to another; by default to where the index stands. */
export async function changesBetween(
  { versions, collection }: ComparedIndex,
  from: string,
  to: string | undefined,
  options: CallOptions,
): Promise<Changes> {
  const [older, newer] = [
    await versions.resolve(from, options),
    await versions.resolve(to ?? "HEAD", options),
  ];
  const { repository } = versions;
  const differences = await versions.diff(older, newer, options);
  const before = committedSide(repository, older, collection);
  const after = committedSide(repository, newer, collection);
  return describeChanges({ differences, collection, before, after }, options);
}

/** What is not committed. */
export async function uncommittedChanges(
  { versions, collection }: ComparedIndex,
  present: ChromaCollection,
  { differences: known, ...options }: CallOptions & { readonly differences?: Differences },
): Promise<Changes> {
  const { commit } = await versions.position();
  const differences = known ?? (await versions.diff(undefined, undefined, options));
  const before = committedSide(versions.repository, commit, collection);
  return describeChanges({ differences, collection, before, after: presentSide(present) }, options);
}

/** A commit and what it changed against its first parent. */
export async function changesOf(
  { versions, collection }: ComparedIndex,
  ref: string,
  options: CallOptions,
): Promise<CommitSummary & Changes> {
  const shown = await versions.show(ref, options);
  const [parent] = shown.parents;
  const { repository } = versions;
  const before = parent === undefined ? nothing : committedSide(repository, parent, collection);
  const after = committedSide(repository, shown.hash, collection);
  return { ...shown, ...(await describeChanges({ differences: shown, collection, before, after }, options)) };
}

const nothing: IndexSide = () => Promise.resolve(new Map());
