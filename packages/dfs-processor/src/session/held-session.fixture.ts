import type { GraphSession, SessionRecord } from "@stemma/graph-store";

/** Keeps records in memory; each transaction lasts until the test ends it. */
export class HeldSession implements Pick<GraphSession, "recordLimit" | "record"> {
  readonly recordLimit: number;
  readonly records: SessionRecord[] = [];
  readonly #underWay: { resolve(): void; reject(error: unknown): void }[] = [];

  constructor(recordLimit = 2) {
    this.recordLimit = recordLimit;
  }

  record(record: SessionRecord): Promise<void> {
    this.records.push(record);
    return new Promise((resolve, reject) => this.#underWay.push({ resolve, reject }));
  }

  /** As what a writer takes. */
  get session(): GraphSession {
    return this as unknown as GraphSession;
  }

  /** The record that begins next, or has begun. */
  async nth(number: number): Promise<SessionRecord> {
    for (;;) {
      const record = this.records[number - 1];
      if (record !== undefined) return record;
      await new Promise(setImmediate);
    }
  }

  /** Ends the transaction that began first. */
  end(): void {
    this.#underWay.shift()?.resolve();
  }

  fail(error: unknown): void {
    this.#underWay.shift()?.reject(error);
  }
}
