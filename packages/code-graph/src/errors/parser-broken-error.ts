import { StemmaError } from "@stemma/core";

/** The parsers of a thread broke down on a file and can't be used any more, code `"PARSER_BROKEN"`. */
export class ParserBrokenError extends StemmaError {
  constructor(cause: unknown) {
    super(`The parser broke down: ${cause instanceof Error ? cause.message : "on an earlier file"}`, {
      code: "PARSER_BROKEN",
      advice: "Name the file in .stemmaignore.",
      cause: cause ?? undefined,
    });
  }
}
