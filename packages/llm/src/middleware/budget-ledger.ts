import { BudgetExceededError } from "../errors/budget-exceeded-error.js";

/** Tokens and US dollars. */
export interface Amount {
  readonly tokens: number;
  readonly costUsd: number;
}

/** Sets a call's reservation free and books what it really took. */
export type Settle = (spent: Amount) => void;

const UNITS = [
  ["costUsd", "US dollars"],
  ["tokens", "tokens"],
] as const;

/**
 * What is spent, and what calls under way may still spend. A call begins only when it fits beside both; one that would
 * fit without the calls under way waits for them, since most take less than they might.
 */
export class BudgetLedger {
  readonly #limit: Amount;
  #spent: Amount = { tokens: 0, costUsd: 0 };
  #dearest: Amount | undefined;
  readonly #reserved = new Set<Amount>();
  #waiting: (() => void)[] = [];

  constructor(limit: Amount) {
    this.#limit = limit;
  }

  /**
   * Rejects with a {@link BudgetExceededError} when the call can't be made any more.
   *
   * @param most - what the call can take at most; where nobody can tell, the dearest call so far, and until there is one
   *   calls are made one at a time
   */
  async reserve(most: Amount | undefined): Promise<Settle> {
    for (;;) {
      const claim = most ?? this.#dearest;
      const isAlone = this.#reserved.size === 0;
      this.#refuseBeyondLimit(claim);
      if (isAlone || (claim !== undefined && this.#fitsBesideOthers(claim))) return this.#enter(claim);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #refuseBeyondLimit(claim: Amount | undefined): void {
    for (const [unit, name] of UNITS) {
      const spent = this.#spent[unit];
      const limit = this.#limit[unit];
      if (spent >= limit || spent + (claim?.[unit] ?? 0) > limit) {
        throw new BudgetExceededError(name, spent, limit);
      }
    }
  }

  #fitsBesideOthers(claim: Amount): boolean {
    return UNITS.every(([unit]) => {
      const reserved = [...this.#reserved].reduce((sum, other) => sum + other[unit], 0);
      return this.#spent[unit] + reserved + claim[unit] <= this.#limit[unit];
    });
  }

  #enter(claim: Amount = { tokens: 0, costUsd: 0 }): Settle {
    // A copy: two calls may claim the same amount.
    const reservation = { ...claim };
    this.#reserved.add(reservation);
    return ({ tokens, costUsd }) => {
      this.#reserved.delete(reservation);
      this.#spent = { tokens: this.#spent.tokens + tokens, costUsd: this.#spent.costUsd + costUsd };
      if (tokens > 0 || costUsd > 0) {
        this.#dearest = {
          tokens: Math.max(tokens, this.#dearest?.tokens ?? 0),
          costUsd: Math.max(costUsd, this.#dearest?.costUsd ?? 0),
        };
      }
      for (const wake of this.#waiting.splice(0)) wake();
    };
  }
}
