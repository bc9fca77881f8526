import { StemmaError } from "./stemma-error.js";

/** A method was called on a resource after its `close()`, code `"CLOSED"`. */
export class ClosedError extends StemmaError {
  constructor(what: string) {
    super(`${what} is closed`, { code: "CLOSED" });
  }
}
