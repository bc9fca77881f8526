import type { JSX } from "preact";
import type { SymbolHistoryAnswer } from "../api/history.js";
import { CommitLine } from "./commit-line.js";
import { SymbolChangeView } from "./symbol-change.js";

/** The commits in which a symbol changed, with what changed. */
export function SymbolRevisions({ answer }: { readonly answer: SymbolHistoryAnswer }): JSX.Element {
  return (
    <ol class="commits">
      {answer.revisions.map(({ commit, change }) => (
        <li>
          <CommitLine commit={commit} />
          <SymbolChangeView change={change} />
        </li>
      ))}
    </ol>
  );
}
