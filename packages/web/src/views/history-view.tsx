import type { JSX } from "preact";
import type { HistoryAnswer } from "../api/history.js";
import { words } from "../words/english.js";
import { CommitLine } from "./commit-line.js";
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
  return (
    <article>
      <h1 tabIndex={-1}>{words.commits.title}</h1>
      {commits.length > 1 && <CompareForm answer={answer} onCompare={onCompare} />}
      {commits.length === 0 && <p>{words.commits.none}</p>}
      <ol class="commits">
        {commits.map((commit) => (
          <li class={commit.parents.length > 1 ? "merge" : ""}>
            <CommitLine commit={commit} />
            {names(commit.hash).map((name) => (
              <span class="ref">{name}</span>
            ))}
          </li>
        ))}
      </ol>
      {isCut && <p class="quiet">{words.commits.more}</p>}
    </article>
  );
}
