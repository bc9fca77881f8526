import { type CallOptions, ClosedError } from "@stemma/core";
import type { Attempt, Operations } from "../operations/operations.js";
import type { AttemptOptions, ChromaBackend } from "./chroma-backend.js";

/** What a service shares with its collections and tenants: where calls go, and that none goes there after `close()`. */
export class ServiceCalls {
  readonly backend: ChromaBackend;
  readonly #operations: Operations;
  #isClosed = false;

  constructor(backend: ChromaBackend, operations: Operations) {
    this.backend = backend;
    this.#operations = operations;
  }

  /** Runs an operation with retries; rejects with CLOSED after {@link refuse}. `async`, so that it never throws. */
  async run<T>(
    operationName: string,
    options: CallOptions,
    attempt: (options: AttemptOptions & Attempt) => Promise<T>,
  ): Promise<T> {
    if (this.#isClosed) throw new ClosedError(`The Chroma service at ${this.backend.location}`);
    return this.#operations.run(operationName, options, (each) => attempt({ ...each, operationName }));
  }

  /** Later calls are refused. */
  refuse(): void {
    this.#isClosed = true;
  }
}
