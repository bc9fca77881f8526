import { NO_SYMBOL } from "../../evaluate/value.js";
import type { QueryKind, TreeTables } from "../query-kind.js";

/** No index of a definition: what is looked for is known by its name alone. */
const NOWHERE = Number.MAX_SAFE_INTEGER;

/** Id of what a text names, as `mentionReference` gives it: a file or folder, or the only symbol of that name; `null` for none. */
export const mentionedQuery: QueryKind<[reference: string], string | null, string> = {
  ask: mentioned,
  reference: (_numbers, reference) => reference,
  answer: mentioned,
};

function mentioned({ program }: TreeTables, reference: string): string | null {
  const mark = reference.indexOf("#");
  if (mark !== -1) {
    const symbol = program.symbolAt([reference.slice(1, mark), NOWHERE, reference.slice(mark + 1)]);
    return symbol === NO_SYMBOL ? null : program.symbolId(symbol);
  }
  if (reference.startsWith("/")) return program.placeAt(reference.slice(1));
  const symbol = program.mentions.symbolNamed(reference, program.symbols);
  return symbol === null ? null : program.symbolId(symbol);
}
