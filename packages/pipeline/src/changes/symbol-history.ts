import type { CallOptions } from "@stemma/core";
import type { CommitSummary } from "@stemma/versions";
import type { IndexMetadata } from "../index/index-record.js";
import type { SymbolChange } from "./changes.js";
import { isSameRecord } from "./compare-commits.js";
import { describeChanges } from "./describe-changes.js";
import { committedSide, type SideRecord } from "./index-side.js";
import type { ComparedIndex } from "./project-changes.js";

/** A commit in which a symbol changed. */
export interface SymbolRevision {
  readonly commit: CommitSummary;
  readonly change: SymbolChange;
  /** What was documented of it then; `null` where it was removed. */
  readonly documentation: string | null;
  readonly metadata: Partial<IndexMetadata>;
}

/**
 * The commits in which what the index says of a symbol changed, the newest first, through renames and moves. At a merge the side is
 * followed that it came from.
 */
export async function symbolHistory(
  { versions, collection }: ComparedIndex,
  wanted: string,
  options: CallOptions & { readonly ref?: string } = {},
): Promise<SymbolRevision[]> {
  const { repository } = versions;
  const commits = new Map((await versions.log(options)).map((commit) => [commit.hash, commit]));
  const at = async (commit: string, id: string): Promise<SideRecord | undefined> =>
    commits.has(commit)
      ? (await committedSide(repository, commit, collection)([id], options)).get(id)
      : undefined;
  const revisions: SymbolRevision[] = [];
  let id = wanted;
  let [commit] = commits.values();
  while (commit !== undefined) {
    const now = await at(commit.hash, id);
    const same = await sideOf(commit, now);
    if (same === undefined) {
      const parent = commit.parents.find((hash) => commits.has(hash));
      const change = await changeIn(commit, parent, id);
      if (change !== undefined) {
        const { document = null, metadata = {} } = now ?? {};
        revisions.push({ commit, change, documentation: document, metadata });
        id = change.formerId ?? id;
        if (change.change === "added" && change.formerId === null) return revisions;
      }
    }
    const next: string | undefined = same ?? commit.parents.find((hash) => commits.has(hash));
    commit = next === undefined ? undefined : commits.get(next);
  }
  return revisions;

  /** The parent that has the symbol as it is. */
  async function sideOf(
    { parents }: CommitSummary,
    now: SideRecord | undefined,
  ): Promise<string | undefined> {
    for (const parent of parents.filter((hash) => commits.has(hash))) {
      const before = await at(parent, id);
      if (isSameRecord(before, now)) return parent;
    }
    return undefined;
  }

  async function changeIn(
    { hash }: CommitSummary,
    parent: string | undefined,
    changedId: string,
  ): Promise<SymbolChange | undefined> {
    const differences =
      parent === undefined ? await versions.show(hash, options) : await versions.diff(parent, hash, options);
    const before =
      parent === undefined ? () => Promise.resolve(new Map()) : committedSide(repository, parent, collection);
    const after = committedSide(repository, hash, collection);
    const { files } = await describeChanges({ differences, collection, before, after }, options);
    const found = files.flatMap(({ symbols }) => symbols).find((each) => each.id === changedId);
    return found?.change === "callers" ? undefined : found;
  }
}
