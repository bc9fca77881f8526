import type { Changes, SymbolChange as PipelineChange } from "@stemma/pipeline";
import type { ChangesAnswer, SymbolChange } from "../api/history.js";

/** More changed symbols than these are counted. */
const MOST_SYMBOLS = 400;

/** Changed symbols by file, no more than a page shows, and how many are left. */
export function toldFiles(found: Pick<Changes, "files">): Pick<ChangesAnswer, "files" | "left"> {
  let room = MOST_SYMBOLS;
  const files = found.files.flatMap(({ path, symbols }) => {
    const shown = symbols.slice(0, room);
    room -= shown.length;
    return shown.length === 0 ? [] : { path, symbols: shown.map(toldChange) };
  });
  const all = found.files.reduce((sum, { symbols }) => sum + symbols.length, 0);
  return { files, left: all - (MOST_SYMBOLS - room) };
}

/** A change of a symbol as pages show it. */
export function toldChange(change: PipelineChange): SymbolChange {
  const {
    id,
    symbol,
    kind,
    change: what,
    formerId,
    documentation,
    signature,
    hasOtherSource,
    callers,
  } = change;
  return {
    id,
    symbol,
    kind: kind.toLowerCase(),
    change: what,
    formerId,
    documentation: documentation === null ? null : documentation.map((part) => ({ ...part })),
    signature: signature === null ? null : { ...signature },
    hasOtherSource,
    callers: { gained: [...callers.gained], lost: [...callers.lost] },
  };
}
