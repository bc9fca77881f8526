import type { CommitSummary } from "@stemma/pipeline";

/** What stands before a commit's line, and lines of their own below it. */
export interface GraphRow {
  readonly prefix: string;
  readonly links: readonly string[];
}

/** The lines of a history beside its commits, as git draws them: `*` a commit, `|` a line of commits, `|\` a merge, `|/` where one began. */
export function commitGraph(commits: readonly Pick<CommitSummary, "hash" | "parents">[]): GraphRow[] {
  const shown = new Set(commits.map(({ hash }) => hash));
  /** The commit that each line leads to. */
  const lanes: string[] = [];
  return commits.map(({ hash, parents }) => {
    let at = lanes.indexOf(hash);
    if (at === -1) at = lanes.push(hash) - 1;
    const prefix = lanes.map((_, lane) => (lane === at ? "*" : "|")).join(" ");
    const links: string[] = [];
    const [first, ...merged] = parents.filter((parent) => shown.has(parent));
    for (const parent of merged) {
      if (lanes.includes(parent)) continue;
      lanes.splice(at + 1, 0, parent);
      links.push(row(lanes.length - 1, at, "|\\"));
    }
    if (first === undefined) lanes.splice(at, 1);
    else lanes[at] = first;
    // Lines that lead to one commit become one.
    for (let lane = lanes.length - 1; lane > 0; lane--) {
      if (lanes.indexOf(lanes[lane] ?? "") === lane) continue;
      lanes.splice(lane, 1);
      links.push(row(lanes.length, lane - 1, "|/"));
    }
    return { prefix, links };
  });
}

/** `count` lines, of which the one at `at` is drawn with its neighbour. */
function row(count: number, at: number, drawn: string): string {
  return Array.from({ length: count }, (_, lane) => (lane === at ? drawn : "|"))
    .join(" ")
    .trimEnd();
}
