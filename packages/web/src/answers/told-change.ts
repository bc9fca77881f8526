import type { SymbolChange as PipelineChange } from "@stemma/pipeline";
import type { SymbolChange } from "../api/history.js";

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
