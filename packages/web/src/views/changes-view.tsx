import type { JSX } from "preact";
import type { ChangesAnswer } from "../api/history.js";
import { words } from "../words/english.js";
import { ChangedFiles } from "./changed-files.js";
import { CommitLine } from "./commit-line.js";

/** What changed in words, by file and symbol. */
export function ChangesView({ answer }: { readonly answer: ChangesAnswer }): JSX.Element {
  const { commit, files, left } = answer;
  return (
    <article>
      <h1 tabIndex={-1}>{titleOf(answer)}</h1>
      {commit !== null && (
        <p class="commit">
          <CommitLine commit={commit} />
        </p>
      )}
      <ChangedFiles files={files} left={left} />
    </article>
  );
}

function titleOf({ commit, from, to }: ChangesAnswer): string {
  if (commit !== null) return commit.git?.subject ?? commit.subject;
  if (from === null) return words.changes.uncommitted;
  return words.changes.between(from.slice(0, 20), (to ?? words.now).slice(0, 20));
}
