const brand = Symbol.for("stemma.error");

/** What every error of this project carries besides its message. */
export interface StemmaErrorOptions {
  /** Stable, upper-case code to decide by, for example `"TIMEOUT"`. */
  readonly code: string;
  /** Whether the same call may succeed when it is simply made again. Default `false`. */
  readonly retryable?: boolean | undefined;
  /** What the user can do about it, one sentence; shown by the command line. */
  readonly advice?: string | undefined;
  /** The failure underneath. */
  readonly cause?: unknown;
}

/**
 * Base of all errors that cross a package's boundary.
 *
 * Decide by {@link StemmaError.isInstance} and `code`, never by `instanceof`: a process may hold several copies of
 * this package, and jest runs each test file in a realm of its own.
 *
 * @example
 * ```ts
 * try { await collection.add(batch); }
 * catch (error) { if (StemmaError.isInstance(error) && error.retryable) await collection.add(batch); else throw error; }
 * ```
 */
export class StemmaError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly advice: string | undefined;

  constructor(message: string, options: StemmaErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.retryable = options.retryable ?? false;
    this.advice = options.advice;
    Object.defineProperty(this, brand, { value: true });
  }

  /** True for an error of this project, whichever copy of the package or realm made it. */
  static isInstance(value: unknown): value is StemmaError {
    return typeof value === "object" && value !== null && brand in value;
  }
}

/** True when `value` is a {@link StemmaError} with this code. */
export function hasErrorCode(value: unknown, code: string): value is StemmaError {
  return StemmaError.isInstance(value) && value.code === code;
}
