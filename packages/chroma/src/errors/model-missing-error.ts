import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** The embedding model is not in the Python environment, code `"MODEL_MISSING"`. */
export class ModelMissingError extends ChromaError {
  constructor(message: string, options: ChromaErrorOptions) {
    super(message, { code: "MODEL_MISSING", advice: "Make it: npx nx run model:model", ...options });
  }
}
