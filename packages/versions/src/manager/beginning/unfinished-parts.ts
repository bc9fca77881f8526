/** A part of what is being begun: it is closed in any case, and taken back when the beginning is refused. */
export interface UnfinishedPart {
  readonly close?: () => Promise<void> | void;
  /** In place of `close`. */
  readonly takeBack?: () => Promise<void> | void;
}

/**
 * The parts that a beginning has made so far. When it is refused they go, the last one first, and nothing is left of it; once
 * they are kept, which is before the first write that can't be taken back, a failure only closes them.
 */
export class UnfinishedParts {
  readonly #parts: UnfinishedPart[] = [];
  #areKept = false;

  add(part: UnfinishedPart): void {
    this.#parts.push(part);
  }

  keep(): void {
    this.#areKept = true;
  }

  /** One part that can't be undone does not keep the others; what went wrong is returned. */
  async undo(): Promise<unknown[]> {
    const failures: unknown[] = [];
    for (const { close, takeBack } of this.#parts.splice(0).reverse()) {
      try {
        await (this.#areKept ? close : (takeBack ?? close))?.();
      } catch (error) {
        failures.push(error);
      }
    }
    return failures;
  }
}
