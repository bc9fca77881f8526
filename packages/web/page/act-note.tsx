import type { JSX } from "preact";
import { words } from "../src/words/english.js";
import type { Acts } from "./use-acts.js";

/** What is being done, what came of it, or why it was not done. */
export function ActNote({ acts: { isBusy, error, outcome } }: { readonly acts: Acts }): JSX.Element {
  const told = outcome === null ? undefined : words.done[outcome];
  return (
    <div role="status">
      {isBusy && <p class="quiet">{words.working}</p>}
      {!isBusy && error === null && told !== undefined && <p class="notice">{told}</p>}
      {error !== null && (
        <p class="notice failed">
          {error.message}. {error.advice}
        </p>
      )}
    </div>
  );
}
