import { StaticEmbedder } from "@stemma/chroma";
import { type Logger, silentLogger } from "@stemma/core";
import { FirstStageUpdate } from "./first-stage-update.js";
import { keywordsOf } from "./keywords.js";
import { type LoadedRecords, loadRecords, versionOf } from "./loaded-records.js";
import { type Database, openFirstStage, readAbout, type Statement, writeState } from "./open-first-stage.js";
import { MATCH_WORDS } from "./queries/first-stage-queries.js";
import { ScoredRecords } from "./scored-records.js";
import { WordPostings } from "./word-postings.js";

/** Grows whenever the same record would be kept otherwise. */
const formatVersion = "1";

/**
 * What a question is first compared with, in a SQLite file beside the graph: a static vector and the words of each record. It
 * follows from the records alone, is made in seconds without Python, and is asked in milliseconds; the model then looks at its best.
 */
export class FirstStage {
  readonly #database: Database;
  readonly #embedder = new StaticEmbedder();
  readonly #matchWords: Statement;
  #loaded: (LoadedRecords & { readonly postings: WordPostings }) | undefined;
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
  score(question: string): ScoredRecords {
    const { records, vectors, postings } = this.#records();
    const similarities = vectors.products(this.#embedder.embedNow(question));
    const keywords = new Float64Array(records.length);
    for (const word of new Set(keywordsOf(question))) {
      const { positions, scores } = postings.of(word);
      for (let i = 0; i < positions.length; i++) {
        const position = positions[i] ?? 0;
        keywords[position] = (keywords[position] ?? 0) + (scores[i] ?? 0);
      }
    }
    return new ScoredRecords(records, similarities, keywords);
  }

  /**
   * How much of a question one of the records with these ids says, from 0 to 1: the share that the words it has, at least two, have of
   * all, each counted by how rare it is among all records.
   */
  shareSaid(question: string, ids: ReadonlySet<string>): number {
    const { records, postings } = this.#records();
    const words = new Uint8Array(records.length);
    const said = new Float64Array(records.length);
    let all = 0;
    for (const word of new Set(keywordsOf(question))) {
      const { positions } = postings.of(word);
      const rarity = Math.log((records.length + 1) / (positions.length + 1));
      all += rarity;
      for (const position of positions) {
        words[position] = (words[position] ?? 0) + 1;
        said[position] = (said[position] ?? 0) + rarity;
      }
    }
    let most = 0;
    for (const [position, { id }] of records.entries())
      if ((words[position] ?? 0) > 1 && ids.has(id)) most = Math.max(most, said[position] ?? 0);
    return all > 0 ? most / all : 0;
  }

  /** Idempotent. */
  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  /** Read again where another process has written meanwhile. */
  #records(): LoadedRecords & { readonly postings: WordPostings } {
    const version = versionOf(this.#database);
    if (version !== this.#version) this.#loaded = undefined;
    this.#version = version;
    if (this.#loaded === undefined) {
      const loaded = loadRecords(this.#database, this.#embedder.dimension);
      this.#loaded = { ...loaded, postings: new WordPostings(this.#matchWords, loaded.positions) };
    }
    return this.#loaded;
  }
}
