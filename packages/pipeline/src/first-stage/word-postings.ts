import type { Statement } from "./open-first-stage.js";

/** In how many records words are remembered; one of a question's words may be in half of all. */
const MOST_KEPT = 1_000_000;

/** The records that have a word, by their positions, and what it counts in each: BM25 of several words is the sum of theirs. */
export interface Posting {
  readonly positions: Uint32Array;
  readonly scores: Float64Array;
}

/** Looks words up in the full-text index, each once: those of questions to one tree come again and again. */
export class WordPostings {
  readonly #matchWords: Statement;
  readonly #positions: ReadonlyMap<number, number>;
  readonly #kept = new Map<string, Posting>();
  #entries = 0;

  /** @param matchWords - gives `row` and `score` of the records with a word */
  constructor(matchWords: Statement, positions: ReadonlyMap<number, number>) {
    this.#matchWords = matchWords;
    this.#positions = positions;
  }

  of(word: string): Posting {
    const kept = this.#kept.get(word);
    if (kept !== undefined) return kept;
    const posting = this.#lookUp(word);
    this.#entries += posting.scores.length;
    if (this.#entries > MOST_KEPT) {
      this.#kept.clear();
      this.#entries = posting.scores.length;
    }
    this.#kept.set(word, posting);
    return posting;
  }

  #lookUp(word: string): Posting {
    const rows = this.#matchWords.all(`"${word}"`) as { readonly row: number; readonly score: number }[];
    const positions = new Uint32Array(rows.length);
    const scores = new Float64Array(rows.length);
    let count = 0;
    for (const { row, score } of rows) {
      const position = this.#positions.get(row);
      // What another process has just written is not among the records that were read.
      if (position === undefined) continue;
      positions[count] = position;
      scores[count++] = score;
    }
    return { positions: positions.subarray(0, count), scores: scores.subarray(0, count) };
  }
}
