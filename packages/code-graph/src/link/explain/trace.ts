/** One step on the way to what an expression stands for. */
export interface ExplainedStep {
  /** How many steps it is within, from 0. */
  readonly depth: number;
  /** What was asked: an expression with where it stands, a name's bindings, a member, a question about another file. */
  readonly what: string;
  /** What came of it. */
  readonly result: string;
}

/** More steps than this explain nothing. */
const MAX_STEPS = 500;

/** The steps of one call, in the order in which they begin. */
export class Trace {
  readonly #steps: { depth: number; what: string; result: string }[] = [];
  #depth = 0;

  /** Runs a step and notes it with those within. */
  step<T>(what: () => string, work: () => T, resultOf: (found: T) => string): T {
    if (this.#steps.length >= MAX_STEPS) return work();
    const step = { depth: this.#depth, what: what(), result: "" };
    this.#steps.push(step);
    this.#depth++;
    try {
      const found = work();
      step.result = resultOf(found);
      return found;
    } finally {
      this.#depth--;
    }
  }

  /** Gives the steps and begins anew. */
  take(): readonly ExplainedStep[] {
    return this.#steps.splice(0);
  }
}
