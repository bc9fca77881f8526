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
    const words = [...new Set(keywordsOf(question))].map((word) => `"${word}"`).join(" OR ");
    const rows = words === "" ? [] : this.#matchWords.all(words);
    const keywords = new Map(
      (rows as { row: number; score: number }[]).map(({ row, score }) => [row, score]),
    );
    return records.map(({ row, id, path, isText }, position) => ({
      id,
      path,
      isText,
      similarity: similarities[position] ?? 0,
      keywords: keywords.get(row) ?? 0,
    }));
  }

  /** Idempotent. */
  close(): void {
    if (this.#database.isOpen) this.#database.close();
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
