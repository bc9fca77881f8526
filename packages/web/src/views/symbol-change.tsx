import type { JSX } from "preact";
import type { SymbolChange } from "../api/history.js";
import { words } from "../words/english.js";
import { useLinks } from "./links.js";
import { WordsView } from "./words-view.js";

/** What changed of one symbol: its text by words, its head, who calls it. */
export function SymbolChangeView({
  change,
  level = 3,
}: {
  readonly change: SymbolChange;
  /** Of its heading. */
  readonly level?: 3 | 4;
}): JSX.Element {
  const Heading = `h${level}` as const;
  const links = useLinks();
  const { id, symbol, change: what, formerId, documentation, signature, hasOtherSource, callers } = change;
  return (
    <section class="change" aria-label={symbol}>
      <Heading>
        <span class={`kind ${what}`}>{words.changes.kinds[what]}</span> <a href={links.place(id)}>{symbol}</a>
        {formerId !== null && <small> {words.changes.was(formerId)}</small>}
        {hasOtherSource && what === "modified" && <small> {words.changes.otherSource}</small>}
      </Heading>
      {signature !== null && (
        <p class="words">
          {signature.before !== null && <del>{signature.before}</del>}{" "}
          {signature.after !== null && <ins>{signature.after}</ins>}
        </p>
      )}
      {documentation !== null && <WordsView parts={documentation} />}
      <Callers title={words.changes.gained} ids={callers.gained} />
      <Callers title={words.changes.lost} ids={callers.lost} />
    </section>
  );
}

function Callers({
  title,
  ids,
}: {
  readonly title: string;
  readonly ids: readonly string[];
}): JSX.Element | null {
  const links = useLinks();
  if (ids.length === 0) return null;
  return (
    <p class="quiet">
      {title}:{" "}
      {ids.map((id, at) => (
        <>
          {at > 0 && ", "}
          <a href={links.place(id)}>{id}</a>
        </>
      ))}
    </p>
  );
}
