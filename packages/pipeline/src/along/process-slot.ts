import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";

/** A place that one process has at a time; the system takes it back when the process ends, however it does. Node has no `flock`. */
export class ProcessSlot {
  readonly #database: DatabaseSyncInstance;

  private constructor(database: DatabaseSyncInstance) {
    this.#database = database;
  }

  /** `undefined` while another process has it. Never waits. */
  static take(file: string): ProcessSlot | undefined {
    const database = new DatabaseSync(file, { timeout: 0 });
    try {
      database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
      return new ProcessSlot(database);
    } catch (error) {
      database.close();
      if (/locked|busy/iu.test((error as Error).message)) return undefined;
      throw error;
    }
  }

  release(): void {
    this.#database.close();
  }
}
