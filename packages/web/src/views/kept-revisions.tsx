import type { JSX } from "preact";
import type { SymbolHistoryAnswer } from "../api/history.js";
import { words } from "../words/english.js";
import { WordsView } from "./words-view.js";

/** The commits in which a place changed, on a page that no server stands behind: nothing leads to other versions. */
export function KeptRevisions({
  revisions,
}: {
  readonly revisions: SymbolHistoryAnswer["revisions"];
}): JSX.Element | null {
  if (revisions.length === 0) return null;
  return (
    <details class="revisions">
      <summary>
        {words.symbolHistory} <span class="count">{revisions.length}</span>
      </summary>
      <ol class="commits">
        {revisions.map(({ commit: { hash, subject, author, date, git }, change }) => (
          <li>
            <span class={`kind ${change.change}`}>{words.changes.kinds[change.change]}</span>{" "}
            {git?.subject ?? subject}
            {change.formerId !== null && <small> {words.changes.was(change.formerId)}</small>}
            <span class="quiet">
              {author}, <time dateTime={date}>{date.slice(0, 16).replace("T", " ")}</time>
              {git !== null && (
                <>
                  {" · git "}
                  <code>{git.shortHash}</code>
                </>
              )}
              {" · "}
              <code>{hash.slice(0, 8)}</code>
            </span>
            {change.signature !== null && change.change !== "added" && (
              <p class="words">
                {change.signature.before !== null && <del>{change.signature.before}</del>}{" "}
                {change.signature.after !== null && <ins>{change.signature.after}</ins>}
              </p>
            )}
            {change.documentation !== null && <WordsView parts={change.documentation} />}
          </li>
        ))}
      </ol>
    </details>
  );
}
