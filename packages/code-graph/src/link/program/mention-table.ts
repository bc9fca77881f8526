import type { FileFacts } from "../../facts/file-facts.js";
import { mentionReference } from "./mention-reference.js";

/** Several have it, so that it names none. */
const AMBIGUOUS = null;

/** What the rest of the tree must tell to find what is named. */
interface NamedSymbols {
  readonly symbolCount: number;
  qualifiedName(symbol: number): string;
  isText(symbol: number): boolean;
}

/**
 * What the texts of a tree name. Only names that stand in some text are held, whatever the size of the tree; each is looked for among
 * all symbols once, when the first is asked for.
 */
export class MentionTable {
  readonly #wanted = new Set<string>();
  #found: Map<string, number | null> | null = null;

  addUnit(path: string, { mentions = [] }: FileFacts): void {
    for (const mention of mentions) {
      const reference = mentionReference(path, mention);
      if (reference !== null && !reference.startsWith("/")) this.#wanted.add(reference);
    }
  }

  /** The one symbol of this qualified name, or whose qualified name ends with it; `null` where there is none, or several. */
  symbolNamed(name: string, symbols: NamedSymbols): number | null {
    this.#found ??= this.#find(symbols);
    return this.#found.get(name) ?? null;
  }

  #find(symbols: NamedSymbols): Map<string, number | null> {
    const found = new Map<string, number | null>();
    if (this.#wanted.size === 0) return found;
    for (let symbol = 0; symbol < symbols.symbolCount; symbol++) {
      const name = symbols.qualifiedName(symbol);
      for (let at = 0; at !== -1; at = nextPart(name, at)) {
        const end = name.slice(at);
        if (!this.#wanted.has(end) || symbols.isText(symbol)) continue;
        found.set(end, found.has(end) ? AMBIGUOUS : symbol);
      }
    }
    return found;
  }
}

/** Where the next part of a qualified name begins; -1 behind the last. */
function nextPart(name: string, at: number): number {
  const dot = name.indexOf(".", at);
  return dot === -1 ? -1 : dot + 1;
}
