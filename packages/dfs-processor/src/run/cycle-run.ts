import type { NodeText } from "../step/node-text.js";

/** A member's text and how long it took. */
export interface TimedText extends NodeText {
  readonly durationMs: number;
}

/**
 * The two passes over nodes that depend on one another. In the first no member knows what the others do; in the second
 * each knows what the first said of them. Within a pass the members don't wait for one another, so that the texts don't
 * depend on who was faster.
 */
export class CycleRun {
  pass: 1 | 2 = 1;
  readonly #failed = new Set<number>();
  #failedBefore: ReadonlySet<number> = new Set();
  #texts = new Map<number, TimedText>();
  #open: number;
  readonly #members: Int32Array;

  constructor(members: Int32Array) {
    this.#members = members;
    this.#open = members.length;
  }

  written(node: number, text: NodeText, durationMs: number): void {
    this.#texts.set(node, { ...text, durationMs });
    this.#open -= 1;
  }

  /** The member takes no further part. */
  failed(node: number): void {
    this.#failed.add(node);
    this.#open -= 1;
  }

  /** Whether the member failed in an earlier pass. What fails in this one is no fact of it: others may have asked already. */
  isMissing(node: number): boolean {
    return this.#failedBefore.has(node);
  }

  /** The pass's texts when all members had their turn, else `undefined`. */
  endPass(): ReadonlyMap<number, TimedText> | undefined {
    return this.#open === 0 ? this.#texts : undefined;
  }

  /** Gives the members to be documented again. */
  beginSecondPass(): number[] {
    this.pass = 2;
    this.#failedBefore = new Set(this.#failed);
    this.#texts = new Map();
    const again = Array.from(this.#members).filter((node) => !this.#failed.has(node));
    this.#open = again.length;
    return again;
  }
}
