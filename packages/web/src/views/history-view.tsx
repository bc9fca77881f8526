import type { JSX } from "preact";
import type { HistoryAnswer } from "../api/history.js";
import { words } from "../words/english.js";
import { CommitLine } from "./commit-line.js";

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
      {commits.length > 1 && <Compare answer={answer} onCompare={onCompare} />}
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

function Compare({
  answer: { commits, branches, tags },
  onCompare,
}: {
  readonly answer: HistoryAnswer;
  readonly onCompare: (from: string, to: string) => void;
}): JSX.Element {
  const refs = [
    ...[...branches, ...tags].map(({ name }) => ({ value: name, text: name })),
    ...commits.map(({ hash, subject, git }) => ({
      value: hash,
      text: `${hash.slice(0, 8)} ${(git?.subject ?? subject).slice(0, 60)}`,
    })),
  ];
  const before = commits[1]?.hash ?? "";
  const choose = (name: "from" | "to", selected: string): JSX.Element => (
    <label>
      {words.commits[name]}
      <select name={name}>
        {refs.map(({ value, text }) => (
          <option value={value} selected={value === selected}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form
      class="compare"
      aria-label={words.commits.compare}
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget);
        onCompare(textOf(given, "from"), textOf(given, "to"));
      }}
    >
      {choose("from", before)}
      {choose("to", commits[0]?.hash ?? "")}
      <button type="submit">{words.commits.show}</button>
    </form>
  );
}

function textOf(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === "string" ? value : "";
}
