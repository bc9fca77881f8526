import type { CodeNode, NodeMove } from "@stemma/graph-store";

/** What tells whether two nodes are one. */
export type MovableNode = Pick<CodeNode, "id" | "label" | "path" | "sourceHash">;

/**
 * Pairs nodes that are gone with nodes that are new and go on from them, so that what hangs on a node follows it:
 *
 * 1. classes and functions with the same source, where exactly one is gone and one is new;
 * 2. files with the same content likewise, and else the two that most of such pairs lead from and to;
 * 3. what is left in such a pair of files by its name there: moved and edited;
 * 4. folders, by the files that moved between them.
 *
 * A doubtful pair is none: both nodes then count as what they look like, one deleted and one added.
 *
 * @param added - is read twice: of the new nodes, which may be very many, only those are held that can be paired.
 */
export function findMoves(removed: readonly MovableNode[], added: Iterable<MovableNode>): NodeMove[] {
  if (removed.length === 0) return [];
  const moves = new Map<string, string>();
  const pair = (from: MovableNode, to: MovableNode): void => void moves.set(from.id, to.id);
  const isSymbol = ({ label }: MovableNode): boolean => label === "CLASS" || label === "FUNCTION";
  const isFile = ({ label }: MovableNode): boolean => label === "FILE";

  const goneKeys = new Set(removed.map(sourceKey));
  const candidates = select(added, (node) => node.label === "FOLDER" || goneKeys.has(sourceKey(node)));
  const symbolPairs = uniquePairs(removed.filter(isSymbol), candidates.filter(isSymbol), sourceKey);
  for (const [from, to] of symbolPairs) pair(from, to);

  const filePairs = uniquePairs(removed.filter(isFile), candidates.filter(isFile), sourceKey);
  const pairedPaths = new Map(filePairs.map(([from, to]) => [from.path, to.path]));
  const newPaths = new Set(pairedPaths.values());
  const votes = symbolPairs
    .map(([from, to]): readonly [string, string] => [from.path, to.path])
    .filter(([from, to]) => !pairedPaths.has(from) && !newPaths.has(to));
  for (const [from, to] of mutualBest(votes)) pairedPaths.set(from, to);

  const reached = new Set(pairedPaths.values());
  const addedById = new Map(
    select(added, ({ path }) => reached.has(path)).map((node) => [node.id, node] as const),
  );
  const takenIds = new Set(moves.values());
  for (const node of removed) {
    const newPath = pairedPaths.get(node.path);
    if (newPath === undefined || moves.has(node.id) || node.label === "FOLDER") continue;
    const same = addedById.get(newPath + node.id.slice(node.path.length));
    if (same?.label === node.label && !takenIds.has(same.id)) pair(node, same);
  }

  const removedFolders = new Set(removed.filter(({ label }) => label === "FOLDER").map(({ id }) => id));
  const addedFolders = new Set(candidates.filter(({ label }) => label === "FOLDER").map(({ id }) => id));
  const steps = [...pairedPaths].flatMap(([from, to]) => foldersBetween(from, to));
  for (const [from, to] of mutualBest(steps))
    if (removedFolders.has(from) && addedFolders.has(to)) moves.set(from, to);
  dropBlocked(moves, removed);
  return [...moves].map(([fromId, toId]) => ({ fromId, toId }));
}

/** Nobody goes on under the id of a node that is deleted: a folder, say, where a file was. */
function dropBlocked(moves: Map<string, string>, removed: readonly MovableNode[]): void {
  const gone = new Set(removed.map(({ id }) => id));
  // Whoever stays behind is deleted, too, and may block another.
  for (;;) {
    const blocked = [...moves].filter(([, to]) => gone.has(to) && !moves.has(to));
    if (blocked.length === 0) return;
    for (const [from] of blocked) moves.delete(from);
  }
}

function select(nodes: Iterable<MovableNode>, isWanted: (node: MovableNode) => boolean): MovableNode[] {
  const found: MovableNode[] = [];
  for (const { id, label, path, sourceHash } of nodes) {
    const node = { id, label, path, sourceHash };
    if (isWanted(node)) found.push(node);
  }
  return found;
}

function sourceKey({ label, sourceHash }: MovableNode): string {
  return `${label} ${sourceHash}`;
}

/** Pairs of which neither has another of the same key on its side. */
function uniquePairs(
  removed: readonly MovableNode[],
  added: readonly MovableNode[],
  keyOf: (node: MovableNode) => string,
): (readonly [MovableNode, MovableNode])[] {
  const news = uniqueByKey(added, keyOf);
  return [...uniqueByKey(removed, keyOf)].flatMap(([key, from]) => {
    const to = news.get(key) ?? null;
    return from === null || to === null ? [] : [[from, to] as const];
  });
}

/** `null` for a key that several nodes have. */
function uniqueByKey(
  nodes: readonly MovableNode[],
  keyOf: (node: MovableNode) => string,
): Map<string, MovableNode | null> {
  const found = new Map<string, MovableNode | null>();
  for (const node of nodes) found.set(keyOf(node), found.has(keyOf(node)) ? null : node);
  return found;
}

/** Of votes for pairs: those in which each is what the other has most votes for, with none as many. */
function mutualBest(votes: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  const forward = countVotes(votes);
  const backward = countVotes(votes.map(([from, to]) => [to, from] as const));
  return [...forward].flatMap(([from, targets]) => {
    const to = favourite(targets);
    return to !== null && favourite(backward.get(to) ?? new Map()) === from ? [[from, to] as const] : [];
  });
}

function countVotes(votes: readonly (readonly [string, string])[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const [from, to] of votes) {
    const targets = counts.get(from) ?? new Map<string, number>();
    counts.set(from, targets);
    targets.set(to, (targets.get(to) ?? 0) + 1);
  }
  return counts;
}

function favourite(counts: ReadonlyMap<string, number>): string | null {
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}

/** The folders that a file's move speaks for: its own, and those around it as long as the rest of the path is the same. */
function foldersBetween(from: string, to: string): (readonly [string, string])[] {
  const fromParts = from.split("/").slice(0, -1);
  const toParts = to.split("/").slice(0, -1);
  const pairs: (readonly [string, string])[] = [];
  while (fromParts.length > 0 && toParts.length > 0) {
    if (fromParts.join("/") === toParts.join("/")) break;
    pairs.push([fromParts.join("/"), toParts.join("/")]);
    if (fromParts.pop() !== toParts.pop()) break;
  }
  return pairs;
}
