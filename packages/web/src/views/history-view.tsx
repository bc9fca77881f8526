import type { JSX } from "preact";
import type { HistoryAnswer } from "../api/history.js";
import { words } from "../words/english.js";
import { commitLanes } from "./commit-lanes.js";
import { CommitLine } from "./commit-line.js";
import { CommitLines } from "./commit-lines.js";
import { CompareForm } from "./compare-form.js";

/** The commits of the index, and a choice of two to compare. */
export function HistoryView({
  answer,
  onCompare,
}: {
  readonly answer: HistoryAnswer;
  readonly onCompare: (from: string, to: string) => void;
}): JSX.Element {
  const { commits, branches, tags, isCut } = answer;
  const names = (hash: string): string[] =>
    [...branches, ...tags].filter(({ head }) => head === hash).map(({ name }) => name);
  const { rows, lanes } = commitLanes(commits);
  return (
    <article>
      <h1 tabIndex={-1}>{words.commits.title}</h1>
      {commits.length > 1 && <CompareForm answer={answer} onCompare={onCompare} />}
      {commits.length === 0 && <p>{words.commits.none}</p>}
      <ol class="commits drawn">
        {commits.map((commit, at) => {
          const isMerge = commit.parents.length > 1;
          const row = rows[at];
          return (
            <li class={isMerge ? "merge" : ""}>
              {row !== undefined && <CommitLines row={row} lanes={lanes} isMerge={isMerge} />}
              <div>
                <CommitLine commit={commit} />
                {names(commit.hash).map((name) => (
                  <span class="ref">{name}</span>
                ))}
              </div>
            </li>
          );
        })}
      </ol>
      {isCut && <p class="quiet">{words.commits.more}</p>}
    </article>
  );
}
