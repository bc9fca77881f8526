import type { CountedWrite } from "../chroma/chroma-contents.js";

/**
 * A collection's write counter over one's own writes: it stands for what is known of the collection only while nobody else
 * has moved it, and is `null` from then on.
 */
export class FollowedCounter {
  #counter: number | null;

  constructor(counter: number | null) {
    this.#counter = counter;
  }

  get value(): number | null {
    return this.#counter;
  }

  /** After a write; the new value. */
  follow({ before, after }: CountedWrite): number | null {
    this.#counter = this.#counter !== null && before === this.#counter ? after : null;
    return this.#counter;
  }
}
