import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** Python's `chromadb` is not in the environment, or another version of it, code `"CHROMA_NOT_INSTALLED"`; the advice is the command that installs it. */
export class ChromaNotInstalledError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "CHROMA_NOT_INSTALLED", ...options });
  }
}
