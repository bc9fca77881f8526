import { StemmaError } from "@stemma/core";
import type { ChromaErrorOptions } from "./chroma-error.js";
import { ChromaInvalidArgumentError } from "./chroma-invalid-argument-error.js";
import { ChromaOperationError } from "./chroma-operation-error.js";
import { ChromaTimeoutError } from "./chroma-timeout-error.js";
import { ChromaUnavailableError } from "./chroma-unavailable-error.js";
import { CollectionExistsError } from "./collection-exists-error.js";
import { CollectionNotFoundError } from "./collection-not-found-error.js";
import { DatabaseExistsError } from "./database-exists-error.js";
import { DatabaseNotFoundError } from "./database-not-found-error.js";
import { DimensionMismatchError } from "./dimension-mismatch-error.js";
import { NotAuthorizedError } from "./not-authorized-error.js";

/** What a request was about: the npm client says "not found" and "exists" of collections and databases alike. */
export type RequestSubject = "collection" | "database";

type ErrorClass = new (message: string, options: ChromaErrorOptions) => StemmaError;

/** Names of the npm client's errors; `message` tells apart what has one name. The first fitting row counts. */
const serverErrorTable: readonly {
  readonly name: string;
  readonly message?: RegExp | undefined;
  readonly subject?: RequestSubject;
  readonly error: ErrorClass;
  /** In place of the client's words. */
  readonly says?: string;
}[] = [
  { name: "TimeoutError", error: ChromaTimeoutError },
  { name: "ChromaUniqueError", subject: "database", error: DatabaseExistsError },
  { name: "ChromaUniqueError", error: CollectionExistsError },
  {
    name: "ChromaServerError",
    message: /UNIQUE constraint failed: collections\.name/u,
    error: CollectionExistsError,
  },
  { name: "ChromaNotFoundError", subject: "database", error: DatabaseNotFoundError },
  { name: "ChromaNotFoundError", error: CollectionNotFoundError },
  // A proxy before a server that is not there (yet), in the npm client's words.
  { name: "ChromaServerError", message: /^50[234]: /u, error: ChromaUnavailableError },
  { name: "ChromaClientError", message: /embedding with dimension of/u, error: DimensionMismatchError },
  { name: "ChromaClientError", error: ChromaInvalidArgumentError },
  { name: "ChromaValueError", error: ChromaInvalidArgumentError },
  // In its own words it speaks of browsers, too.
  { name: "ChromaConnectionError", error: ChromaUnavailableError, says: "no Chroma server answers" },
  { name: "ChromaRateLimitError", error: ChromaUnavailableError },
  { name: "ChromaAuthError", error: NotAuthorizedError },
  { name: "ChromaForbiddenError", error: NotAuthorizedError },
];

/** The one place where a failure of the npm client becomes a typed error. */
export function chromaErrorFromServer(
  failure: unknown,
  operationName: string,
  about: RequestSubject = "collection",
): StemmaError {
  const { name, message } = failure instanceof Error ? failure : { name: "", message: String(failure) };
  const row = serverErrorTable.find(
    (each) =>
      each.name === name && (each.message?.test(message) ?? true) && (each.subject ?? about) === about,
  );
  if (row) return new row.error(row.says ?? message, { operationName, cause: failure });
  if (StemmaError.isInstance(failure)) return failure;
  return new ChromaOperationError(message, { operationName, cause: failure });
}
