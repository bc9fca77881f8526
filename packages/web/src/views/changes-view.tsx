import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ChangesAnswer } from "../api/history.js";
import { words } from "../words/english.js";
import { CommitLine } from "./commit-line.js";
import { SymbolChangeView } from "./symbol-change.js";

/** What changed in words, by file and symbol. */
export function ChangesView({ answer }: { readonly answer: ChangesAnswer }): JSX.Element {
  const [below, setBelow] = useState("");
  const { commit, files, left } = answer;
  const shown = files.filter(({ path }) => path.startsWith(below));
  return (
    <article>
      <h1 tabIndex={-1}>{titleOf(answer)}</h1>
      {commit !== null && (
        <p class="commit">
          <CommitLine commit={commit} />
        </p>
      )}
      {files.length > 1 && (
        <label class="filter">
          {words.changes.filter}
          <input type="text" value={below} onInput={(event) => setBelow(event.currentTarget.value)} />
        </label>
      )}
      {shown.length === 0 && <p>{words.changes.none}</p>}
      {shown.map(({ path, symbols }) => (
        <section class="changed-file">
          <h2>{path}</h2>
          {symbols.map((change) => (
            <SymbolChangeView change={change} />
          ))}
        </section>
      ))}
      {left > 0 && <p class="notice">{words.changes.left(left)}</p>}
    </article>
  );
}

function titleOf({ commit, from, to }: ChangesAnswer): string {
  if (commit !== null) return commit.git?.subject ?? commit.subject;
  if (from === null) return words.changes.uncommitted;
  return words.changes.between(from.slice(0, 20), (to ?? words.now).slice(0, 20));
}
