import type { StaticEmbedder } from "@stemma/chroma";
import type { IndexRecord } from "../index/index-record.js";
import { maskSecrets } from "../secrets/mask-secrets.js";
import { inTransaction } from "./in-transaction.js";
import { keywordsOf } from "./keywords.js";
import { type Database, type Statement, writeState } from "./open-first-stage.js";
import { quantised } from "./quantised-vectors.js";
import {
  ADD_RECORD,
  ADD_WORDS,
  READ_HASHES,
  REMOVE_RECORD,
  REMOVE_WORDS,
} from "./queries/first-stage-queries.js";

interface KnownRecord {
  readonly row: number;
  readonly hash: string;
}

/** What an update did. */
export interface FirstStageChanges {
  readonly written: number;
  readonly removed: number;
}

/** Brings a first stage to what is documented now. One that is given up half-way leaves what it wrote, and the next one does the rest. */
export class FirstStageUpdate {
  readonly #database: Database;
  readonly #embedder: StaticEmbedder;
  readonly #onWritten: () => void;
  readonly #statements: Readonly<
    Record<"removeWords" | "removeRecord" | "addRecord" | "addWords", Statement>
  >;
  readonly #known: Map<string, KnownRecord>;
  readonly #offered = new Set<string>();
  #written = 0;

  /** @param onWritten - Told when the file has other records than before. */
  constructor(database: Database, embedder: StaticEmbedder, onWritten: () => void) {
    this.#database = database;
    this.#embedder = embedder;
    this.#onWritten = onWritten;
    // Prepared once: a tree has thousands of records.
    this.#statements = {
      removeWords: database.prepare(REMOVE_WORDS),
      removeRecord: database.prepare(REMOVE_RECORD),
      addRecord: database.prepare(ADD_RECORD),
      addWords: database.prepare(ADD_WORDS),
    };
    const rows = database.prepare(READ_HASHES).all() as (KnownRecord & { readonly id: string })[];
    this.#known = new Map(rows.map((each) => [each.id, each]));
  }

  /** Takes records; what is as it was costs nothing. One transaction. */
  offer(records: readonly IndexRecord[]): void {
    for (const { id } of records) this.#offered.add(id);
    const changed = records.filter(({ id, metadata }) => this.#known.get(id)?.hash !== metadata.hash);
    if (changed.length === 0) return;
    inTransaction(this.#database, () => {
      for (const record of changed) this.#write(record);
    });
    this.#written += changed.length;
    this.#onWritten();
  }

  /** Removes what was not offered, and notes of which state of the index the file now is. */
  settle(state: string | undefined): FirstStageChanges {
    const gone = [...this.#known.keys()].filter((id) => !this.#offered.has(id));
    inTransaction(this.#database, () => {
      for (const id of gone) this.#remove(id);
      writeState(this.#database, state);
    });
    this.#onWritten();
    return { written: this.#written, removed: gone.length };
  }

  #write({ id, text: unmasked, metadata }: IndexRecord): void {
    this.#remove(id);
    // The graph of an earlier version has sources as they are.
    const text = maskSecrets(unmasked);
    const vector = quantised(this.#embedder.embedNow(text));
    const words = [metadata.symbol, text].map((part) => keywordsOf(part).join(" "));
    const { path, hash } = metadata;
    const { lastInsertRowid } = this.#statements.addRecord.run(id, path, hash, vector, ...words);
    const row = Number(lastInsertRowid);
    this.#statements.addWords.run(row, ...words);
    this.#known.set(id, { row, hash });
  }

  #remove(id: string): void {
    const known = this.#known.get(id);
    if (known === undefined) return;
    this.#statements.removeWords.run(known.row);
    this.#statements.removeRecord.run(known.row);
    this.#known.delete(id);
  }
}
