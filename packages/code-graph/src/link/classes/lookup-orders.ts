import type { SymbolNumber } from "../evaluate/value.js";

interface LookupOrder {
  readonly order: readonly SymbolNumber[];
  readonly isCircular: boolean;
}

/** Bases within the tree, in the order written; `null` where the text names none. */
export type BasesOf = (symbol: SymbolNumber) => readonly SymbolNumber[] | null;

/** The orders in which members of classes are looked up: C3 where it exists, otherwise depth first, or by depth alone. */
export class LookupOrders {
  readonly #basesOf: BasesOf;
  readonly #isByDepth: (symbol: SymbolNumber) => boolean;
  readonly #known = new Map<SymbolNumber, readonly SymbolNumber[]>();

  /** @param isByDepth - whether what a class has of a base counts before what it has of the base's bases, in any order. */
  constructor(basesOf: BasesOf, isByDepth: (symbol: SymbolNumber) => boolean) {
    this.#basesOf = basesOf;
    this.#isByDepth = isByDepth;
  }

  /** The class itself and all above it. */
  of(symbol: SymbolNumber): readonly SymbolNumber[] {
    return this.#find(symbol, new Set()).order;
  }

  /** The class itself, its bases, their bases, and so on; each where it is met first. */
  #levels(symbol: SymbolNumber): SymbolNumber[][] {
    const levels = [[symbol]];
    const seen = new Set([symbol]);
    for (let level = levels[0] ?? []; level.length > 0; ) {
      const next = [...new Set(level.flatMap((one) => this.#basesOf(one) ?? []))].filter(
        (one) => !seen.has(one),
      );
      for (const one of next) seen.add(one);
      if (next.length > 0) levels.push(next);
      level = next;
    }
    return levels;
  }

  /** Forgets all of them, for bases that are not settled. */
  clear(): void {
    this.#known.clear();
  }

  /**
   * Where bases go round in circles no order is kept: what it is then depends on the class that was asked for.
   *
   * @param below - the classes on the way here.
   */
  #find(symbol: SymbolNumber, below: Set<SymbolNumber>): LookupOrder {
    const known = this.#known.get(symbol);
    if (known !== undefined) return { order: known, isCircular: false };
    if (below.has(symbol)) return { order: [symbol], isCircular: true };
    below.add(symbol);
    const bases = this.#basesOf(symbol);
    if (bases === null) {
      below.delete(symbol);
      return { order: [symbol], isCircular: false };
    }
    const parts = bases.map((base) => this.#find(base, below));
    below.delete(symbol);
    const order = this.#isByDepth(symbol)
      ? this.#levels(symbol).flat()
      : [symbol, ...mergeOrders([...parts.map((part) => part.order), bases])];
    const isCircular = parts.some((part) => part.isCircular);
    if (!isCircular) this.#known.set(symbol, order);
    return { order, isCircular };
  }
}

function mergeOrders(lists: readonly (readonly SymbolNumber[])[]): SymbolNumber[] {
  let open = lists.map((list) => [...list]).filter((list) => list.length > 0);
  const merged: SymbolNumber[] = [];
  while (open.length > 0) {
    const isFree = (candidate: SymbolNumber): boolean => !open.some((list) => list.indexOf(candidate) > 0);
    const next = (open.find((list) => isFree(list[0] ?? -1)) ?? open[0])?.[0];
    if (next === undefined) break;
    if (!merged.includes(next)) merged.push(next);
    open = open.map((list) => list.filter((symbol) => symbol !== next)).filter((list) => list.length > 0);
  }
  return merged;
}
