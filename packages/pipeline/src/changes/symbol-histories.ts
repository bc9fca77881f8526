import type { CallOptions } from "@stemma/core";
import type { CommitSummary } from "@stemma/versions";
import { newestFirst } from "../history/newest-first.js";
import type { SymbolChange } from "./changes.js";
import { compareCommits } from "./compare-commits.js";
import type { ComparedIndex } from "./project-changes.js";
import type { SymbolRevision } from "./symbol-history.js";

/** A commit in which a symbol changed, and what; of what came with it, without its words. */
export type ToldRevision = Pick<SymbolRevision, "commit" | "change">;

/** By id, the newest revision first. */
export type SymbolHistories = ReadonlyMap<string, readonly ToldRevision[]>;

/** Of which version, and how much of it. */
export interface SymbolHistoriesOptions extends CallOptions {
  /** A branch, tag or commit; by default where the index stands. */
  readonly ref?: string | undefined;
  /** Revisions of one symbol: the newest. */
  readonly most: number;
}

/** By an id of the commit that is looked at: the symbols of the ref whose history goes on there, by their ids in the ref. */
type Followed = Map<string, string[]>;

/** What `symbolHistory` tells of one symbol, of all that a version has: two commits are compared once, and not once a symbol. */
export async function symbolHistories(
  index: ComparedIndex,
  { ref, most, ...options }: SymbolHistoriesOptions,
): Promise<SymbolHistories> {
  const commits = newestFirst(await index.versions.log({ ...options, ref }));
  const known = new Set(commits.map(({ hash }) => hash));
  const told = new Map<string, ToldRevision[]>();
  const following = new Map<string, Followed>();
  const [newest] = commits;
  if (newest !== undefined) following.set(newest.hash, await idsAt(index, newest.hash, options));
  for (const commit of commits) {
    const followed = following.get(commit.hash) ?? new Map<string, string[]>();
    following.delete(commit.hash);
    if (followed.size === 0) continue;
    const parents = commit.parents.filter((hash) => known.has(hash));
    const compared = [];
    for (const parent of parents)
      compared.push({ parent, ...(await compareCommits(index, parent, commit.hash, options)) });
    const [first] = compared;
    for (const [id, owners] of followed) {
      // What a side has as it is here is no change of the merge: its history is that of the side.
      const same = compared.find(({ isSame }) => isSame(id));
      const change = same === undefined ? changeOf(id, first?.changes) : undefined;
      const going = change === undefined ? owners : tell(owners, commit, change);
      const former = change?.formerId ?? id;
      const hasComeHere = change?.change === "added" && change.formerId === null;
      const from = (same ?? first)?.parent;
      if (!hasComeHere && from !== undefined) handOn(following, from, former, going);
    }
  }
  return told;

  /** Those whose history goes on. */
  function tell(owners: readonly string[], commit: CommitSummary, change: SymbolChange): string[] {
    return owners.filter((owner) => {
      const revisions = told.get(owner) ?? [];
      revisions.push({ commit, change });
      told.set(owner, revisions);
      return revisions.length < most;
    });
  }
}

/** Without changes to look it up in: it came with the first commit. */
function changeOf(
  id: string,
  changes: ReadonlyMap<string, SymbolChange> | undefined,
): SymbolChange | undefined {
  if (changes === undefined)
    return { ...nothing, id, symbol: id.slice(id.indexOf("#") + 1), change: "added" };
  const change = changes.get(id);
  return change?.change === "added" && change.formerId === null ? { ...change, documentation: null } : change;
}

const nothing = {
  kind: "",
  formerId: null,
  documentation: null,
  signature: null,
  hasOtherSource: false,
  callers: { gained: [], lost: [] },
} as const;

function handOn(
  following: Map<string, Followed>,
  commit: string,
  id: string,
  owners: readonly string[],
): void {
  if (owners.length === 0) return;
  const there = following.get(commit) ?? new Map<string, string[]>();
  there.set(id, [...(there.get(id) ?? []), ...owners]);
  following.set(commit, there);
}

async function idsAt(
  { versions: { repository }, collection }: ComparedIndex,
  commit: string,
  options: CallOptions,
): Promise<Followed> {
  const row = (await repository.readCollections(commit, options)).find(({ name }) => name === collection);
  const keys = row === undefined ? [] : await repository.readHashes(commit, options);
  return new Map(keys.flatMap(({ collection: of, id }) => (of === row?.id ? [[id, [id]]] : [])));
}
