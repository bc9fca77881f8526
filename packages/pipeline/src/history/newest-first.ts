interface Dated {
  readonly hash: string;
  readonly parents: readonly string[];
  /** ISO 8601, UTC. */
  readonly date: string;
}

/** Commits of several branches in one order: the newest first, whatever clocks said a child before its parents. */
export function newestFirst<Commit extends Dated>(commits: Iterable<Commit>): Commit[] {
  const known = new Map(Array.from(commits, (commit) => [commit.hash, commit]));
  const children = new Map<string, number>();
  for (const { parents } of known.values())
    for (const parent of parents) children.set(parent, (children.get(parent) ?? 0) + 1);
  const ready = [...known.values()].filter(({ hash }) => !children.has(hash));
  const ordered: Commit[] = [];
  while (ready.length > 0) {
    const newest = ready.reduce((best, each) => (isNewer(each, best) ? each : best));
    ready.splice(ready.indexOf(newest), 1);
    ordered.push(newest);
    for (const parent of newest.parents) {
      const left = (children.get(parent) ?? 0) - 1;
      children.set(parent, left);
      const commit = left === 0 ? known.get(parent) : undefined;
      if (commit !== undefined) ready.push(commit);
    }
  }
  return ordered;
}

/** Of one moment: by their hashes, so that the order is the same each time. */
function isNewer(one: Dated, other: Dated): boolean {
  return one.date === other.date ? one.hash < other.hash : one.date > other.date;
}
