/** A statement failed, in the database's own words; becomes a typed error in `translate-failure.ts`. */
export class SqlFailure extends Error {
  /** The database's own code. */
  readonly databaseCode: number | undefined;

  constructor(message: string, databaseCode?: number, options?: ErrorOptions) {
    super(message, options);
    this.name = "SqlFailure";
    this.databaseCode = databaseCode;
  }
}
