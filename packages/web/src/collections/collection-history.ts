import type { CallOptions } from "@stemma/core";
import { type SyncManager, wordParts } from "@stemma/pipeline";
import { toldCommit } from "../answers/told-commit.js";
import type { CollectionChangesAnswer } from "../api/collections.js";
import type { AnsweringCollections, AskedCollections } from "./asked-collections.js";
import { recordsThen, rowsThen } from "./rows-then.js";
import { toldMetadata } from "./told-collection.js";
import type { PlainRecord } from "./told-record.js";

const MOST_COMMITS = 200;
/** Changed records that are told; the others are counted. */
const MOST_RECORDS = 200;

/** The commits of a place's collections, newest first, with its branches and tags. */
export const collectionHistory: AnsweringCollections<"collection-history"> = ({ withHistory, options }) =>
  withHistory(async (versions) => {
    const commits = await versions.log({ ...options, limit: MOST_COMMITS + 1 });
    const branches = await versions.listBranches(options);
    const tags = await versions.listTags(options);
    return {
      view: "collection-history" as const,
      commits: commits.slice(0, MOST_COMMITS).map((commit) => toldCommit(commit, new Map())),
      isCut: commits.length > MOST_COMMITS,
      branches: branches.map(({ name, head }) => ({ name, head })),
      tags: tags.map(({ name, commit: head }) => ({ name, head })),
    };
  });

/** What changed of collections and records: in a commit, between two refs, or since the last commit. */
export const collectionChanges: AnsweringCollections<"collection-changes"> = (asked) =>
  asked.withHistory(async (versions) => {
    const { given, options } = asked;
    const found = await changesOf(versions, asked);
    const shown = found.documents.slice(0, MOST_RECORDS);
    const before = await sideOf(versions, found.before, shown, options);
    const after =
      found.after === null
        ? await presentSide(asked, shown)
        : await sideOf(versions, found.after, shown, options);
    return {
      view: "collection-changes" as const,
      from: given.from ?? null,
      to: given.to ?? null,
      commit: found.commit,
      collections: found.collections.map(({ kind, name, from = null }) => ({ kind, name, from })),
      documents: shown.map(({ kind, collection, id }) => {
        const key = keyOf(collection, id);
        return { kind, collection, id, ...difference(before.get(key), after.get(key)) };
      }),
      left: found.documents.length - shown.length,
    };
  });

type Document = Pick<CollectionChangesAnswer["documents"][number], "kind" | "collection" | "id">;

interface Found {
  readonly commit: CollectionChangesAnswer["commit"];
  readonly collections: readonly {
    readonly kind: CollectionChangesAnswer["collections"][number]["kind"];
    readonly name: string;
    readonly from?: string;
  }[];
  readonly documents: readonly Document[];
  /** A ref each; `null`: nothing before, or what is there now. */
  readonly before: string | null;
  readonly after: string | null;
}

async function changesOf(
  versions: SyncManager,
  { given: { from, to, commit }, options }: AskedCollections<"collection-changes">,
): Promise<Found> {
  if (commit !== undefined) {
    const shown = await versions.show(commit, options);
    return {
      ...shown,
      commit: toldCommit(shown, new Map()),
      before: shown.parents[0] ?? null,
      after: shown.hash,
    };
  }
  const differences = await versions.diff(from, from === undefined ? undefined : (to ?? "HEAD"), options);
  return {
    ...differences,
    commit: null,
    before: from ?? "HEAD",
    after: from === undefined ? null : (to ?? "HEAD"),
  };
}

const keyOf = (collection: string, id: string): string => JSON.stringify([collection, id]);

type Side = ReadonlyMap<string, PlainRecord>;

/** Records as of a ref; a collection that was called otherwise then has none. */
async function sideOf(
  versions: SyncManager,
  ref: string | null,
  wanted: readonly Document[],
  options: CallOptions,
): Promise<Side> {
  const side = new Map<string, PlainRecord>();
  if (ref === null) return side;
  const { commit, rows } = await rowsThen(versions, ref, options);
  for (const { id: collection, name } of rows) {
    const ids = wanted.filter((each) => each.collection === name).map(({ id }) => id);
    if (ids.length === 0) continue;
    for await (const record of recordsThen(versions, commit, { collection, ids }, options))
      side.set(keyOf(name, record.id), record);
  }
  return side;
}

/** Records as they are in Chroma. */
async function presentSide(
  { collections, options }: AskedCollections<"collection-changes">,
  wanted: readonly Document[],
): Promise<Side> {
  const side = new Map<string, PlainRecord>();
  for (const name of new Set(wanted.map(({ collection }) => collection))) {
    const ids = wanted
      .filter((each) => each.collection === name && each.kind !== "deleted")
      .map(({ id }) => id);
    if (ids.length === 0) continue;
    const collection = await collections.chroma.getCollection({ name }, options);
    const found = await collection.get({ ids }, options);
    found.ids.forEach((id, at) => {
      const document = found.documents[at] ?? null;
      side.set(keyOf(name, id), { id, document, metadata: found.metadatas[at] ?? null });
    });
  }
  return side;
}

/** What differs of a record. */
function difference(
  before: PlainRecord | undefined,
  after: PlainRecord | undefined,
): Pick<CollectionChangesAnswer["documents"][number], "words" | "metadata"> {
  const words = wordParts(before?.document ?? null, after?.document ?? null);
  const [old, now] = [
    new Map(toldMetadata(before?.metadata ?? null)),
    new Map(toldMetadata(after?.metadata ?? null)),
  ];
  const keys = [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
  return {
    words: words === null ? null : words.map((part) => ({ ...part })),
    metadata: keys.map((key) => ({ key, before: old.get(key) ?? null, after: now.get(key) ?? null })),
  };
}
