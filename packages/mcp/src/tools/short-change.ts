import type { SymbolChange, WordPart } from "@stemma/pipeline";
import { fitLines } from "../answer/fit-items.js";

/** Tokens of one text's difference. */
const TEXT_TOKENS = 600;
/** Callers that are named of a change. */
const MOST_CALLERS = 20;

/** A change as answers tell of it. */
export interface ShortChange {
  readonly id: string;
  readonly change: string;
  readonly formerId?: string;
}

/** Without what is as before. */
export function shortChange(symbol: SymbolChange): ShortChange {
  const { id, kind, change, formerId, documentation, signature, hasOtherSource, callers } = symbol;
  const few = (ids: readonly string[]): readonly string[] => ids.slice(0, MOST_CALLERS);
  return {
    id,
    change,
    ...(formerId === null ? {} : { formerId }),
    ...{ kind: kind.toLowerCase(), hasOtherSource },
    ...(signature === null ? {} : { signature }),
    ...(documentation === null ? {} : { documentation: wordsOf(documentation) }),
    ...(callers.gained.length === 0 ? {} : { callersGained: few(callers.gained) }),
    ...(callers.lost.length === 0 ? {} : { callersLost: few(callers.lost) }),
  };
}

function wordsOf(parts: readonly WordPart[]): string {
  const marked = parts.map(({ text, change }) => {
    if (change === "same") return text;
    return change === "added" ? `{+${text}+}` : `[-${text}-]`;
  });
  const { text, leftLines } = fitLines(marked.join(""), TEXT_TOKENS);
  return leftLines > 0 ? `${text} …` : text;
}
