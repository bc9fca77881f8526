import type { LogFields, Logger } from "@stemma/core";

/** One call of a logger. */
export interface LogRecord {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: LogFields;
}

/** Keeps what is logged, for a test to look at. */
export class RecordingLogger implements Logger {
  readonly #records: LogRecord[] = [];

  readonly debug = this.#recorder("debug");
  readonly info = this.#recorder("info");
  readonly warn = this.#recorder("warn");
  readonly error = this.#recorder("error");

  /** All records so far, or those of one level, oldest first. */
  records(level?: keyof Logger): readonly LogRecord[] {
    return this.#records.filter((record) => level === undefined || record.level === level);
  }

  /** Forgets all records. */
  clear(): void {
    this.#records.length = 0;
  }

  #recorder(level: keyof Logger): (fields: LogFields, message: string) => void {
    return (fields, message) => {
      this.#records.push({ level, message, fields });
    };
  }
}
