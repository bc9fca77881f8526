import type { JSX } from "preact";
import type { SymbolAnswer } from "../src/api/views.js";
import { SymbolView } from "../src/views/symbol-view.js";
import { Neighbourhood } from "./neighbourhood.js";
import { SymbolHistory } from "./symbol-history.js";

/** A symbol with its history. */
export function SymbolPage({ answer }: { readonly answer: SymbolAnswer }): JSX.Element {
  return (
    <SymbolView answer={answer}>
      <Neighbourhood id={answer.symbol.id} />
      <SymbolHistory id={answer.symbol.id} />
    </SymbolView>
  );
}
