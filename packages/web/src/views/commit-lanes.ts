/** What a row of a drawn history holds: the commit's lane, and the lines above and below it. */
export interface CommitRow {
  readonly lane: number;
  /** From a lane at the top of the row to one in its middle or at its bottom, where it is not the commit's own. */
  readonly lines: readonly { readonly from: number; readonly to: number; readonly half: "above" | "below" }[];
}

interface Parented {
  readonly hash: string;
  readonly parents: readonly string[];
}

/**
 * Commits, the newest first and children before parents, on lanes: a first parent goes on in its child's lane, a merged one has another beside it until it comes.
 */
export function commitLanes(commits: readonly Parented[]): {
  readonly rows: readonly CommitRow[];
  readonly lanes: number;
} {
  /** By lane: the commit that it leads to. */
  const open: (string | undefined)[] = [];
  let lanes = 0;
  const freeLane = (): number => {
    const free = open.indexOf(undefined);
    return free === -1 ? open.length : free;
  };
  const rows = commits.map(({ hash, parents }): CommitRow => {
    const found = open.indexOf(hash);
    const lane = found === -1 ? freeLane() : found;
    const lines: { from: number; to: number; half: "above" | "below" }[] = [];
    const arrived = open.flatMap((wanted, at) => (wanted === hash ? [at] : []));
    open.forEach((wanted, at) => {
      if (wanted !== undefined) lines.push({ from: at, to: wanted === hash ? lane : at, half: "above" });
    });
    for (const at of arrived) open[at] = undefined;
    const [first, ...merged] = parents;
    const goesOn = open.flatMap((wanted, at) => (wanted === undefined ? [] : [at]));
    if (first !== undefined) open[lane] = first;
    const beside = merged.map((parent) => {
      const known = open.indexOf(parent);
      const at = known === -1 ? freeLane() : known;
      open[at] = parent;
      return at;
    });
    for (const at of goesOn) lines.push({ from: at, to: at, half: "below" });
    if (first !== undefined) lines.push({ from: lane, to: lane, half: "below" });
    for (const at of beside) lines.push({ from: lane, to: at, half: "below" });
    lanes = Math.max(lanes, open.length, lane + 1);
    return { lane, lines };
  });
  return { rows, lanes };
}
