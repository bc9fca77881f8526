import type { NodeOutcome } from "../processing-result.js";

/** What the run knows of its nodes so far, by their positions in the plan. */
export class NodeProgress {
  /** Absent: not finished. */
  readonly #outcomes = new Map<number, NodeOutcome>();
  readonly #summaryHashes = new Map<number, string>();
  readonly #summaries = new Map<number, string>();
  readonly #durationsMs = new Map<number, number>();

  outcomeOf(node: number): NodeOutcome | undefined {
    return this.#outcomes.get(node);
  }

  /** Of documentation that counts: finished in this run, found up to date, or outside of it. */
  summaryHashOf(node: number): string | null {
    return this.#summaryHashes.get(node) ?? null;
  }

  summaryOf(node: number): string | undefined {
    return this.#summaries.get(node);
  }

  durationMsOf(node: number): number {
    return this.#durationsMs.get(node) ?? 0;
  }

  /** Makes the summary readable for dependents, and for the second pass of a cycle. */
  setSummary(node: number, summary: string): void {
    this.#summaries.set(node, summary);
  }

  setSummaryHash(node: number, summaryHash: string): void {
    this.#summaryHashes.set(node, summaryHash);
  }

  finish(node: number, outcome: NodeOutcome, durationMs: number): void {
    this.#outcomes.set(node, outcome);
    if (durationMs > 0) this.#durationsMs.set(node, durationMs);
  }
}
