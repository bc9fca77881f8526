import type { NodeOutcome } from "../processing-result.js";

/**
 * What the run knows of its nodes so far, by their positions in the plan. Plain arrays: maps of a hundred thousand
 * positions take three times the memory.
 */
export class NodeProgress {
  /** Absent: not finished. */
  readonly #outcomes: (NodeOutcome | undefined)[];
  readonly #summaryHashes: (string | undefined)[];
  readonly #summaries: (string | undefined)[];
  readonly #durationsMs: Float64Array;

  constructor(nodeCount: number) {
    this.#outcomes = new Array<undefined>(nodeCount).fill(undefined);
    this.#summaryHashes = new Array<undefined>(nodeCount).fill(undefined);
    this.#summaries = new Array<undefined>(nodeCount).fill(undefined);
    this.#durationsMs = new Float64Array(nodeCount);
  }

  outcomeOf(node: number): NodeOutcome | undefined {
    return this.#outcomes[node];
  }

  /** Of documentation that counts: finished in this run, found up to date, or outside of it. */
  summaryHashOf(node: number): string | null {
    return this.#summaryHashes[node] ?? null;
  }

  summaryOf(node: number): string | undefined {
    return this.#summaries[node];
  }

  durationMsOf(node: number): number {
    return this.#durationsMs[node] ?? 0;
  }

  /** Makes the summary readable for dependents, and for the second pass of a cycle. */
  setSummary(node: number, summary: string): void {
    this.#summaries[node] = summary;
  }

  setSummaryHash(node: number, summaryHash: string): void {
    this.#summaryHashes[node] = summaryHash;
  }

  finish(node: number, outcome: NodeOutcome, durationMs: number): void {
    this.#outcomes[node] = outcome;
    this.#durationsMs[node] = durationMs;
  }
}
