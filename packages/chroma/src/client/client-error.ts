import { StemmaError } from "@stemma/core";
import {
  ChromaClientError,
  ChromaConnectionError,
  ChromaForbiddenError,
  ChromaNotFoundError,
  ChromaServerError,
  ChromaUniqueError,
} from "chromadb";
import type { ApiRequest } from "./in-process-api.js";

/**
 * What npm `chromadb` throws for a failure, with the typed error of this package as its `cause`. What a server never answers
 * (TIMEOUT, NOT_SUPPORTED, DATA_DIRECTORY_LOCKED, …) is thrown as it is.
 */
export function toClientError(error: unknown, { url }: ApiRequest): unknown {
  if (!StemmaError.isInstance(error)) return error;
  switch (error.code) {
    case "COLLECTION_EXISTS":
    case "DATABASE_EXISTS":
      return new ChromaUniqueError("The resource already exists", error);
    case "COLLECTION_NOT_FOUND":
    case "DATABASE_NOT_FOUND":
      return new ChromaNotFoundError("The requested resource could not be found", error);
    case "INVALID_ARGUMENT":
    case "DIMENSION_MISMATCH":
      return new ChromaClientError(`Bad request to ${url} with status: ${error.message}`, error);
    case "NOT_AUTHORIZED":
      return new ChromaForbiddenError("You do not have permission to access the requested resource.", error);
    case "CHROMA_UNAVAILABLE":
      return new ChromaConnectionError(error.message, error);
    case "CHROMA_OPERATION_FAILED":
      return new ChromaServerError(error.message, error);
    default:
      return error;
  }
}
