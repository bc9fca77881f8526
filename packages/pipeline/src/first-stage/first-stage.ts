import { StaticEmbedder } from "@stemma/chroma";
import { type Logger, silentLogger } from "@stemma/core";
import { FirstStageUpdate } from "./first-stage-update.js";
import { keywordsOf } from "./keywords.js";
import { type LoadedRecords, loadRecords, versionOf } from "./loaded-records.js";
import { type Database, openFirstStage, readAbout, type Statement, writeState } from "./open-first-stage.js";
import { MATCH_WORDS } from "./queries/first-stage-queries.js";

/** Grows whenever the same record would be kept otherwise. */
const formatVersion = "1";

/** What is known of a record without a model. */
export interface FirstScores {
  readonly id: string;
  readonly path: string;
  /** Of a file that is no code. */
  readonly isText: boolean;
  /** Cosine of the static vectors of question and text. */
  readonly similarity: number;
  /** BM25 of the question's words in the record; 0 without any of them. */
  readonly keywords: number;
}

/**
 * What a question is first compared with, in a SQLite file beside the graph: a static vector and the words of each record. It
 * follows from the records alone, is made in seconds without Python, and is asked in milliseconds; the model then looks at its best.
 */
export class FirstStage {
  readonly #database: Database;
  readonly #embedder = new StaticEmbedder();
  readonly #matchWords: Statement;
  #loaded: LoadedRecords | undefined;
  /** Of the file, when it was last read. */
  #version: number | undefined;

  private constructor(file: string, logger: Logger) {
    this.#database = openFirstStage(file, `${formatVersion} ${this.#embedder.modelId}`, logger);
    this.#matchWords = this.#database.prepare(MATCH_WORDS);
  }

  /** Opens or makes the file. One that is damaged or of another version is made anew: all in it can be. */
  static open(file: string, { logger = silentLogger }: { readonly logger?: Logger } = {}): FirstStage {
    return new FirstStage(file, logger);
  }

  /** Begins to bring the file to what is documented now; all of that is to be offered. */
  update(): FirstStageUpdate {
    return new FirstStageUpdate(this.#database, this.#embedder, () => {
      this.#loaded = undefined;
    });
  }

  /** Of which state of the index it is; `undefined` where that isn't known. */
  get state(): string | undefined {
    return readAbout(this.#database).get("state");
  }

  /** The index has come to another state, with the same records. */
  setState(state: string | undefined): void {
    writeState(this.#database, state);
  }

  /** The scores of all records, in no order. */
  score(question: string): FirstScores[] {
    const { records, vectors } = this.#records();
    const similarities = vectors.products(this.#embedder.embedNow(question));
    const words = [...new Set(keywordsOf(question))];
    const keywords = new Map(this.#recordsWith(words).map(({ row, score }) => [row, score]));
    return records.map(({ row, id, path, isText }, position) => ({
      id,
      path,
      isText,
      similarity: similarities[position] ?? 0,
      keywords: keywords.get(row) ?? 0,
    }));
  }

  /**
   * How much of a question one of the records with these ids says, from 0 to 1: the share that the words it has, at least two, have of
   * all, each counted by how rare it is among all records.
   */
  shareSaid(question: string, ids: ReadonlySet<string>): number {
    const { records } = this.#records();
    const among = new Map(
      records.flatMap(({ row, id }) => (ids.has(id) ? [[row, { words: 0, said: 0 }]] : [])),
    );
    let all = 0;
    for (const word of new Set(keywordsOf(question))) {
      const rows = this.#recordsWith([word]);
      const rarity = Math.log((records.length + 1) / (rows.length + 1));
      all += rarity;
      for (const { row } of rows) {
        const record = among.get(row);
        if (record === undefined) continue;
        record.words++;
        record.said += rarity;
      }
    }
    const most = Math.max(0, ...[...among.values()].map(({ words, said }) => (words > 1 ? said : 0)));
    return all > 0 ? most / all : 0;
  }

  /** Idempotent. */
  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #recordsWith(words: readonly string[]): { readonly row: number; readonly score: number }[] {
    if (words.length === 0) return [];
    const rows = this.#matchWords.all(words.map((word) => `"${word}"`).join(" OR "));
    return rows as { row: number; score: number }[];
  }

  /** Read again where another process has written meanwhile. */
  #records(): LoadedRecords {
    const version = versionOf(this.#database);
    if (version !== this.#version) this.#loaded = undefined;
    this.#version = version;
    this.#loaded ??= loadRecords(this.#database, this.#embedder.dimension);
    return this.#loaded;
  }
}
