import type { JSX } from "preact";
import type { HistoryAnswer } from "../api/history.js";
import { words } from "../words/english.js";

/** Two versions to choose, and to compare. */
export function CompareForm({
  answer: { commits, branches, tags },
  onCompare,
}: {
  readonly answer: Pick<HistoryAnswer, "commits" | "branches" | "tags">;
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
