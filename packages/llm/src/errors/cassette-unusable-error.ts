import { LlmError } from "./llm-error.js";

/** The cassette's file can't be read or is none, code `"CASSETTE_UNUSABLE"`. */
export class CassetteUnusableError extends LlmError {
  constructor(file: string, reason: string, cause?: unknown) {
    super(`The cassette ${file} can't be used: ${reason}`, {
      code: "CASSETTE_UNUSABLE",
      advice: 'Check the path, or record it anew with mode "record".',
      cause,
    });
  }
}
