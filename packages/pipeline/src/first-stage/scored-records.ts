/** What a question needs to know of a record to be compared with it. */
export interface ScoredRecord {
  readonly id: string;
  readonly path: string;
  /** Of a file that is no code. */
  readonly isText: boolean;
}

/** What is known of a record without a model. */
export interface FirstScores extends ScoredRecord {
  /** Cosine of the static vectors of question and text. */
  readonly similarity: number;
  /** BM25 of the question's words in the record; 0 without any of them. */
  readonly keywords: number;
}

/** The scores of all records, in columns: a question goes through tens of thousands to choose a hundred. */
export class ScoredRecords {
  readonly records: readonly ScoredRecord[];
  /** See {@link FirstScores}; of the record at the same position. */
  readonly similarities: Float32Array;
  readonly keywords: Float64Array;

  constructor(records: readonly ScoredRecord[], similarities: Float32Array, keywords: Float64Array) {
    this.records = records;
    this.similarities = similarities;
    this.keywords = keywords;
  }

  /** Where the records are that are wanted, in order. */
  positions(isWanted: (record: ScoredRecord) => boolean = () => true): Uint32Array {
    const positions = new Uint32Array(this.records.length);
    let count = 0;
    let position = 0;
    for (const record of this.records) {
      if (isWanted(record)) positions[count++] = position;
      position++;
    }
    return positions.subarray(0, count);
  }

  /** As rows, of some positions or of all. */
  at(positions: Iterable<number> = this.positions()): FirstScores[] {
    const found: FirstScores[] = [];
    for (const position of positions) {
      const record = this.records[position];
      const { [position]: similarity = 0 } = this.similarities;
      const { [position]: keywords = 0 } = this.keywords;
      if (record !== undefined) found.push({ ...record, similarity, keywords });
    }
    return found;
  }
}
