import { ChromaError, type ChromaErrorOptions } from "./chroma-error.js";

/** The embedding model is not installed, or not whole, code `"MODEL_MISSING"`. */
export class ModelMissingError extends ChromaError {
  /** @param options - `package`: the one that holds the model. Default: that of MiniLM. */
  constructor(message: string, options: ChromaErrorOptions & { readonly package?: string | undefined }) {
    const name = options.package ?? "@stemma/model-minilm";
    super(message, {
      code: "MODEL_MISSING",
      advice: `Install it in the version of @stemma/chroma: npm install ${name}. In a checkout of Stemma: npx nx run model:model.`,
      ...options,
    });
  }
}
