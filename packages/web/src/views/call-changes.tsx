import type { JSX } from "preact";
import type { ChangesAnswer } from "../api/history.js";
import { words } from "../words/english.js";
import { useLinks } from "./links.js";
import { LongList } from "./place-list.js";

/** Calls that came and went, of all changed files: how the graph changed. */
export function CallChanges({ files }: Pick<ChangesAnswer, "files">): JSX.Element | null {
  const links = useLinks();
  const calls = (["gained", "lost"] as const).map((how) => ({
    how,
    pairs: files.flatMap(({ symbols }) =>
      symbols.flatMap(({ id, callers }) => callers[how].map((caller) => ({ caller, id }))),
    ),
  }));
  if (calls.every(({ pairs }) => pairs.length === 0)) return null;
  return (
    <details class="calls">
      <summary>{words.changes.calls(calls[0]?.pairs.length ?? 0, calls[1]?.pairs.length ?? 0)}</summary>
      {calls.map(
        ({ how, pairs }) =>
          pairs.length > 0 && (
            <section>
              <h3>{words.changes.callsOf[how]}</h3>
              <LongList items={pairs}>
                {({ caller, id }) => (
                  <>
                    <a href={links.place(caller)}>{caller}</a> → <a href={links.place(id)}>{id}</a>
                  </>
                )}
              </LongList>
            </section>
          ),
      )}
    </details>
  );
}
