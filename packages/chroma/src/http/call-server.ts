import { type CallOptions, Deadline, type Logger } from "@stemma/core";
import { chromaErrorFromServer } from "../errors/chroma-error-from-server.js";

const defaultTimeoutMs = 30_000;

/**
 * The only way from this package to a server. Resolves as the request does; a failure is logged once and thrown as a typed
 * error. The npm client can't cancel a request: after a time-out it goes on, and a write may be applied.
 */
export async function callServer<T>(
  logger: Logger,
  operationName: string,
  request: () => Promise<T>,
  options: CallOptions = {},
): Promise<T> {
  const startedAt = performance.now();
  try {
    return await new Deadline(operationName, options, defaultTimeoutMs).race(request());
  } catch (failure) {
    const error = chromaErrorFromServer(failure, operationName);
    const ranMs = performance.now() - startedAt;
    logger.error(
      { operationName, type: error.code, message: error.message, ranMs },
      "Chroma operation failed",
    );
    throw error;
  }
}
