import type { Commit, GitLogCommit, HistoryAnswer } from "../api/history.js";
import { type CommitRow, commitLanes } from "./commit-lanes.js";

/** A row of the history: a commit of the index, one of git's, or both where the one documents the other. */
export interface HistoryRow {
  readonly index: Commit | null;
  readonly git: GitLogCommit | null;
  /** What is drawn of the index, and of git: of a row without a commit of it the lines that pass. */
  readonly indexLines: DrawnRow;
  readonly gitLines: DrawnRow;
}

/** A row of lanes; `lane` is `null` where no commit stands in it. */
export interface DrawnRow {
  readonly lane: number | null;
  readonly lines: CommitRow["lines"];
}

/** Both graphs in one list, each in its own order, with the lanes that each needs. */
export interface HistoryRows {
  readonly rows: readonly HistoryRow[];
  readonly indexLanes: number;
  readonly gitLanes: number;
}

/** What was documented stands beside what it documents; what one of them has alone has a row of its own. */
export function historyRows(answer: Pick<HistoryAnswer, "commits" | "git" | "isCut">): HistoryRows {
  const { commits, git, isCut } = answer;
  const logged = git?.commits ?? [];
  const told = new Set(commits.map(({ hash }) => hash));
  // What the storage itself was begun with is no commit of anybody's.
  const parentsOf = ({ parents }: Commit): readonly string[] =>
    isCut ? parents : parents.filter((parent) => told.has(parent));
  const index = commitLanes(commits.map((commit) => ({ hash: commit.hash, parents: parentsOf(commit) })));
  const beside = commitLanes(logged.map(({ commit, parents }) => ({ hash: commit, parents })));
  const indexRow = drawing(index.rows);
  const gitRow = drawing(beside.rows);
  const rows = pairs(commits, logged).map(
    ([at, gitAt]): HistoryRow => ({
      index: at === null ? null : (commits[at] ?? null),
      git: gitAt === null ? null : (logged[gitAt] ?? null),
      indexLines: indexRow(at),
      gitLines: gitRow(gitAt),
    }),
  );
  return {
    rows,
    indexLanes: commits.length === 0 ? 0 : index.lanes,
    gitLanes: logged.length === 0 ? 0 : beside.lanes,
  };
}

/** Rows in turn: those of commits, and between them what leads on from the last one. */
function drawing(rows: readonly CommitRow[]): (at: number | null) => DrawnRow {
  let open: readonly number[] = [];
  return (at) => {
    const row = at === null ? undefined : rows[at];
    if (row === undefined) return { lane: null, lines: open.flatMap(passing) };
    open = [...new Set(row.lines.filter(({ half }) => half === "below").map(({ to }) => to))];
    return row;
  };
}

function passing(lane: number): CommitRow["lines"] {
  return [
    { from: lane, to: lane, half: "above" },
    { from: lane, to: lane, half: "below" },
  ];
}

type Pair = readonly [index: number | null, git: number | null];

/** Positions of both, row by row. Of several that document one commit the first stands beside it, and the later ones above. */
function pairs(commits: readonly Commit[], logged: readonly GitLogCommit[]): Pair[] {
  const places = new Map(logged.map(({ commit }, at) => [commit, at]));
  const firstOf = new Map(commits.map(({ git }, at) => [git?.commit, at]));
  const rows: Pair[] = [];
  let gitAt = 0;
  const gitUntil = (isEnough: (commit: GitLogCommit) => boolean): void => {
    for (let next = logged[gitAt]; next !== undefined && !isEnough(next); next = logged[gitAt])
      rows.push([null, gitAt++]);
  };
  commits.forEach(({ git, date }, at) => {
    const place = git === null ? undefined : places.get(git.commit);
    if (git === null || place === undefined) gitUntil((next) => Date.parse(next.date) <= Date.parse(date));
    else if (place > gitAt) gitUntil(({ commit }) => places.get(commit) === place);
    const isBeside = place !== undefined && place === gitAt && firstOf.get(git?.commit) === at;
    rows.push([at, isBeside ? gitAt++ : null]);
  });
  gitUntil(() => false);
  return rows;
}
