import { createContext, type JSX } from "preact";
import { useContext } from "preact/hooks";
import type { SymbolChange } from "../api/history.js";
import { words } from "../words/english.js";

type Parts = NonNullable<SymbolChange["documentation"]>;

/** Whether texts before and after stand beside each other, or in one. */
export const BesideContext = createContext(false);

/** A text before and after: what was taken out, what came in. */
export function WordsView({ parts }: { readonly parts: Parts }): JSX.Element {
  if (!useContext(BesideContext)) return <Marked parts={parts} />;
  return (
    <dl class="beside">
      {(["added", "removed"] as const).map((left) => (
        <div>
          <dt>{left === "added" ? words.changes.before : words.changes.after}</dt>
          <dd>
            <Marked parts={parts.filter(({ change }) => change !== left)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Marked({ parts }: { readonly parts: Parts }): JSX.Element {
  return (
    <p class="words">
      {parts.map(({ text, change }) => {
        if (change === "same") return text;
        return change === "added" ? <ins>{text}</ins> : <del>{text}</del>;
      })}
    </p>
  );
}
