/** Why a call has no value. */
export type PythonErrorKind =
  | "python"
  | "timeout"
  | "cancelled"
  | "queue-full"
  | "closed"
  | "wedged"
  | "unencodable";

/** A failed call as a plain struct; every field was read on the Python side with its own guard. */
export interface PythonError {
  readonly kind: PythonErrorKind;
  /** Qualified Python type, for example `"chromadb.errors.NotFoundError"` or `"ValueError"`; `null` when no Python exception was involved. */
  readonly type: string | null;
  readonly message: string;
  /** As Python prints it, capped; `null` when there is none. */
  readonly traceback: string | null;
  /** `__cause__` or, unless suppressed, `__context__`. */
  readonly cause: PythonError | null;
  /** `__notes__` of the exception (PEP 678). */
  readonly notes: readonly string[];
  /** Members of an exception group, at most 16. */
  readonly exceptions?: readonly PythonError[];
  /** Public attributes of the exception that are plain data (`errno`, `status_code` …); others are left out. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly operationName: string;
  /** Milliseconds in the queue. */
  readonly queuedMs: number;
  /** Milliseconds of running on the Python thread; 0 when it never started. */
  readonly ranMs: number;
}

/** Outcome of a call; `execute` never rejects. */
export type PythonResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: PythonError };
