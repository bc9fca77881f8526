import { Deadline } from "@stemma/core";
import { chromaErrorFromServer, type RequestSubject } from "../errors/chroma-error-from-server.js";
import type { AttemptOptions } from "../service/chroma-backend.js";

/**
 * One attempt of a request; the only way from this package to a server. A failure is thrown as a typed error. The npm client
 * can't cancel a request: after a time-out it goes on, and a write may be applied.
 */
export async function askServer<T>(
  options: AttemptOptions,
  request: () => Promise<T>,
  about: RequestSubject = "collection",
): Promise<T> {
  const { operationName } = options;
  try {
    return await new Deadline(operationName, options).race(request());
  } catch (failure) {
    throw chromaErrorFromServer(failure, operationName, about);
  }
}
