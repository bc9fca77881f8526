import type { StemmaError } from "@stemma/core";
import type { PythonError } from "@stemma/python-context";
import type { ChromaErrorOptions } from "./chroma-error.js";
import { ChromaInvalidArgumentError } from "./chroma-invalid-argument-error.js";
import { ChromaNotInstalledError } from "./chroma-not-installed-error.js";
import { ChromaUnavailableError } from "./chroma-unavailable-error.js";
import { CollectionExistsError } from "./collection-exists-error.js";
import { CollectionNotFoundError } from "./collection-not-found-error.js";
import { DataDirectoryLockedError, type DataDirectoryOwner } from "./data-directory-locked-error.js";
import { DataDirectoryUnusableError } from "./data-directory-unusable-error.js";
import { DatabaseExistsError } from "./database-exists-error.js";
import { DatabaseNotFoundError } from "./database-not-found-error.js";
import { DimensionMismatchError } from "./dimension-mismatch-error.js";
import { IndexDamagedError } from "./index-damaged-error.js";
import { ModelMissingError } from "./model-missing-error.js";
import { NotAuthorizedError } from "./not-authorized-error.js";
import { NotSupportedError } from "./not-supported-error.js";

/** One kind of Python exception and the typed error that it becomes. */
export interface PythonErrorRow {
  /** Qualified Python types, builtins by their bare name; the builtins below them count, too. */
  readonly types: readonly string[];
  /** Tells apart exceptions of one type; Chroma's `InternalError` stands for much. */
  readonly message?: RegExp | undefined;
  toError(error: PythonError, options: ChromaErrorOptions): StemmaError;
}

type ErrorClass = new (message: string, options: ChromaErrorOptions) => StemmaError;

function row(types: readonly string[], error: ErrorClass, message?: RegExp): PythonErrorRow {
  return {
    types,
    toError: (python, options) => new error(python.message, options),
    message,
  };
}

const internal = ["chromadb.errors.InternalError"];
const unusable =
  /file is not a database|malformed|hnsw segment|apply logs to the|hnsw index|Inconsistent hash|duplicate column name|readonly database|unable to open database|disk is full|disk I\/O error|\(os error \d+\)|no such table/u;

/** Read from the top, the first fitting row counts. Tested against the installed Chroma. */
export const pythonErrorTable: readonly PythonErrorRow[] = [
  row(internal, CollectionExistsError, /^Collection \[.*\] already exists/su),
  row(internal, CollectionExistsError, /UNIQUE constraint failed: collections\.name/u),
  row(internal, DatabaseExistsError, /^(Tenant|Database) \[.*\] already exists/su),
  row(["chromadb.errors.UniqueConstraintError"], CollectionExistsError),
  row(["chromadb.errors.NotFoundError"], CollectionNotFoundError, /Collection \[/u),
  row(["chromadb.errors.NotFoundError"], DatabaseNotFoundError, /Tenant|Database/u),
  row(["chromadb.errors.InvalidArgumentError"], DimensionMismatchError, /embedding with dimension of/u),
  row(["chromadb.errors.InvalidDimensionException"], DimensionMismatchError),
  row(internal, DataDirectoryUnusableError, unusable),
  row(["stemma_chroma.errors.DamagedDirectoryError"], DataDirectoryUnusableError),
  row(["stemma_chroma.errors.DamagedIndexError"], IndexDamagedError),
  // Chroma's index lacks a record that its database has.
  row(internal, IndexDamagedError, /Error finding id/u),
  row(["OSError"], DataDirectoryUnusableError),
  row(
    [
      "chromadb.errors.InvalidArgumentError",
      "chromadb.errors.DuplicateIDError",
      "chromadb.errors.IDAlreadyExistsError",
      "chromadb.errors.InvalidUUIDError",
      "chromadb.errors.BatchSizeExceededError",
      "ValueError",
      "TypeError",
      "OverflowError",
    ],
    ChromaInvalidArgumentError,
  ),
  row(
    ["chromadb.errors.AuthorizationError", "chromadb.errors.ChromaAuthError", "chromadb.errors.QuotaError"],
    NotAuthorizedError,
  ),
  row(["chromadb.errors.RateLimitError"], ChromaUnavailableError),
  row(["chromadb.errors.VersionMismatchError"], DataDirectoryUnusableError),
  // Whatever else is not found is no tenant or database.
  row(["chromadb.errors.NotFoundError"], CollectionNotFoundError),
  row(["NotImplementedError"], NotSupportedError),
  row(["stemma_chroma.errors.ModelMissingError"], ModelMissingError),
  {
    types: ["stemma_chroma.errors.ChromaNotInstalledError"],
    toError: (error, options) =>
      new ChromaNotInstalledError(error.message, {
        ...options,
        advice: `Run: npx stemma setup, or setUpPython({ requirements: [chromaRequirements()] }); or into that environment: ${error.notes[0] ?? ""}`,
      }),
  },
  {
    types: ["ModuleNotFoundError"],
    message: /^No module named 'stemma_chroma/u,
    toError: (error, options) =>
      new ChromaNotInstalledError(error.message, {
        ...options,
        advice: "Start Python with { pythonPath: [chromaPythonPath()] }.",
      }),
  },
  {
    types: ["stemma_chroma.errors.DataDirectoryLockedError"],
    toError: (error, options) =>
      new DataDirectoryLockedError(error.message, { ...options, owner: ownerFrom(error.notes) }),
  },
];

function ownerFrom(notes: readonly string[]): DataDirectoryOwner {
  return JSON.parse(notes[0] ?? "{}") as DataDirectoryOwner;
}
