import { StemmaError } from "@stemma/core";

/** The server's files or Java are not on this machine, code `"NEO4J_MISSING"`. */
export class Neo4jMissingError extends StemmaError {
  constructor(what: string, advice: string) {
    super(`${what}. ${advice}`, { code: "NEO4J_MISSING", advice });
  }
}
