import type { JSX } from "preact";
import type { SymbolAnswer } from "../src/api/views.js";
import { SymbolView } from "../src/views/symbol-view.js";
import { SymbolHistory } from "./symbol-history.js";

/** A symbol with its history. */
export function SymbolPage({ answer }: { readonly answer: SymbolAnswer }): JSX.Element {
  return (
    <SymbolView answer={answer}>
      <SymbolHistory id={answer.symbol.id} />
    </SymbolView>
  );
}
