/** Does work on a database whole, or not at all. */
export function inTransaction(database: { exec(sql: string): void }, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
