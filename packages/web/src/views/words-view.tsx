import type { JSX } from "preact";
import type { SymbolChange } from "../api/history.js";

/** A text before and after in one: what was taken out, what came in. */
export function WordsView({
  parts,
}: {
  readonly parts: NonNullable<SymbolChange["documentation"]>;
}): JSX.Element {
  return (
    <p class="words">
      {parts.map(({ text, change }) => {
        if (change === "same") return text;
        return change === "added" ? <ins>{text}</ins> : <del>{text}</del>;
      })}
    </p>
  );
}
