import type { JSX } from "preact";
import type { GitLogCommit, HistoryAnswer } from "../api/history.js";
import { words } from "../words/english.js";
import { CommitLine } from "./commit-line.js";
import { CommitLines } from "./commit-lines.js";
import { CompareForm } from "./compare-form.js";
import { type HistoryRow, historyRows } from "./history-rows.js";

/** The commits of the index beside those of git that they document, and a choice of two to compare. */
export function HistoryView({
  answer,
  onCompare,
}: {
  readonly answer: HistoryAnswer;
  readonly onCompare: (from: string, to: string) => void;
}): JSX.Element {
  const { commits, git, isCut } = answer;
  const { rows, indexLanes, gitLanes } = historyRows(answer);
  return (
    <article>
      <h1 tabIndex={-1}>{words.commits.title}</h1>
      {commits.length > 1 && <CompareForm answer={answer} onCompare={onCompare} />}
      {commits.length === 0 && <p>{words.commits.none}</p>}
      {gitLanes > 0 && <Legend />}
      <ol class="commits drawn">
        {rows.map((row) => (
          <li class={(row.index?.parents.length ?? 0) > 1 ? "merge" : ""}>
            <span class="graphs">
              {gitLanes > 0 && (
                <CommitLines of="git" row={row.gitLines} lanes={gitLanes} isMerge={isMerge(row.git)} />
              )}
              {indexLanes > 0 && (
                <CommitLines
                  of="index"
                  row={row.indexLines}
                  lanes={indexLanes}
                  isMerge={isMerge(row.index)}
                />
              )}
            </span>
            <div>
              <Refs row={row} answer={answer} />
              {row.index === null ? <OfGitAlone commit={row.git} /> : <CommitLine commit={row.index} />}
            </div>
          </li>
        ))}
      </ol>
      {(isCut || git?.isCut === true) && <p class="quiet">{words.commits.more}</p>}
    </article>
  );
}

/** Which drawing is whose. */
function Legend(): JSX.Element {
  return (
    <p class="legend">
      {(["git", "index"] as const).map((of) => (
        <span>
          <svg class={`lanes ${of}`} viewBox="0 0 10 10" aria-hidden="true">
            <path class="dot" d="M5 5h0" />
          </svg>
          {words.commits.graphs[of]}
        </span>
      ))}
    </p>
  );
}

/** A commit that nobody documented. */
function OfGitAlone({ commit }: { readonly commit: GitLogCommit | null }): JSX.Element | null {
  if (commit === null) return null;
  const { shortHash, subject, author, date } = commit;
  return (
    <>
      <span class="undocumented">{subject}</span>
      <span class="quiet">
        {author}, <time dateTime={date}>{utc(date)}</time>
        {" · git "}
        <code>{shortHash}</code>
        {` · ${words.commits.undocumented}`}
      </span>
    </>
  );
}

/** Branches and tags that stand on the commits of a row. */
function Refs({
  row: { index, git },
  answer,
}: {
  readonly row: HistoryRow;
  readonly answer: HistoryAnswer;
}): JSX.Element {
  const { branches, tags } = answer;
  const ofIndex = index === null ? [] : [...branches, ...tags].filter(({ head }) => head === index.hash);
  const gitRefs = [...(answer.git?.branches ?? []), ...(answer.git?.tags ?? [])];
  const ofGit = git === null ? [] : gitRefs.filter(({ commit }) => commit === git.commit);
  return (
    <>
      {ofGit.map(({ name }) => (
        <span class="ref git">
          <span class="whose">git</span> {name}
        </span>
      ))}
      {ofIndex.map(({ name }) => (
        <span class="ref index">{name}</span>
      ))}
    </>
  );
}

function isMerge(commit: { readonly parents: readonly string[] } | null): boolean {
  return commit !== null && commit.parents.length > 1;
}

/** As the other dates of the list are. */
function utc(date: string): string {
  const at = new Date(date);
  return Number.isNaN(at.getTime()) ? date : at.toISOString().slice(0, 16).replace("T", " ");
}
