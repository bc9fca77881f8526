import { type CallOptions, hasErrorCode } from "@stemma/core";
import type { DocumentChange, SyncManager } from "@stemma/versions";
import { groupBy } from "../group-by.js";
import type { Way } from "./came-by.js";
import type { Origins } from "./origins.js";
import { remotesOfCommits } from "./remotes-of-commits.js";
import type { NodeText } from "./text-key.js";

/** Commits that are looked through for the one that wrote a record; of older ones it is not told. */
const MOST_COMMITS = 500;

/** Which records of the index may have come. */
export interface ArrivedIndex {
  readonly versions: SyncManager;
  readonly collection: string;
  readonly origins: Origins;
}

/**
 * Notes by which commit and remote the texts came that the index has since it was last looked at, and that were not written here.
 * Costs as much as the commits in between differ in; nothing where the index stands where it stood.
 */
export async function noteArrivals(
  { versions, collection: name, origins }: ArrivedIndex,
  options: CallOptions = {},
): Promise<void> {
  const { madeHere, cameBy } = origins;
  const { commit: to } = await versions.position();
  if (cameBy.noted === to) return;
  const { repository } = versions;
  const collection = (await repository.readCollections(to, options)).find((each) => each.name === name)?.id;
  // Without the file all that is there counts as made here.
  if (collection === undefined || !madeHere.isKept) {
    cameBy.add([], to);
    return;
  }
  const from = await stillThere(versions, cameBy.noted, options);
  const ids = from === undefined ? undefined : await changedIds(versions, from, to, collection, options);
  const foreign = new Map<string, { readonly text: NodeText; readonly hash: string }>();
  for await (const rows of repository.readDocuments(to, { collection, ids }, options)) {
    for (const { id: nodeId, document, contentHash: hash } of rows) {
      const text = { nodeId, text: document ?? "" };
      if (!madeHere.has(text) && cameBy.of(text) === undefined) foreign.set(nodeId, { text, hash });
    }
  }
  if (foreign.size === 0) {
    cameBy.add([], to);
    return;
  }
  const hashes = new Map(Array.from(foreign, ([id, { hash }]) => [id, hash]));
  const commits = await commitsThatWrote(versions, { to, collection, hashes }, options);
  const remoteOf = await remotesOfCommits(versions, options);
  const groups = groupBy([...foreign.values()], ({ text }) => commits.get(text.nodeId) ?? "");
  const ways = Array.from(groups, ([hash, texts]): Way & { texts: NodeText[] } => ({
    commit: hash === "" ? null : hash,
    remote: remoteOf(hash === "" ? to : hash),
    texts: texts.map(({ text }) => text),
  }));
  cameBy.add(ways, to);
}

/** Histories are written again when something is forgotten. */
async function stillThere(
  versions: SyncManager,
  commit: string | undefined,
  options: CallOptions,
): Promise<string | undefined> {
  if (commit === undefined) return undefined;
  try {
    return await versions.resolve(commit, options);
  } catch (error) {
    if (hasErrorCode(error, "UNKNOWN_REF")) return undefined;
    throw error;
  }
}

async function changedIds(
  versions: SyncManager,
  from: string,
  to: string,
  collection: string,
  options: CallOptions,
): Promise<string[]> {
  const { documents } = await versions.repository.diff(from, to, options);
  return documents.flatMap((each) => (isIn(each, collection) ? [each.id] : []));
}

function isIn(change: DocumentChange, collection: string): boolean {
  return change.collection === collection && change.to !== null;
}

interface Wanted {
  readonly to: string;
  readonly collection: string;
  /** The hash of each record as it is now. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** Of each record the newest commit that wrote it as it is now; a merge only where none of its sides did. */
async function commitsThatWrote(
  versions: SyncManager,
  { to, collection, hashes }: Wanted,
  options: CallOptions,
): Promise<Map<string, string>> {
  const { repository } = versions;
  const found = new Map<string, string>();
  const log = await versions.log({ ...options, ref: to, limit: MOST_COMMITS });
  const isMerge = ({ parents }: { readonly parents: readonly string[] }): boolean => parents.length > 1;
  for (const { hash, parents } of [...log.filter((each) => !isMerge(each)), ...log.filter(isMerge)]) {
    const [parent] = parents;
    if (found.size === hashes.size) break;
    if (parent === undefined) continue;
    const { documents } = await repository.diff(parent, hash, options);
    for (const change of documents)
      if (isIn(change, collection) && hashes.get(change.id) === change.to && !found.has(change.id))
        found.set(change.id, hash);
  }
  return found;
}
