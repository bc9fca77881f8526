import { CachedEmbedder, type Embedder, EmbeddingCache } from "@stemma/chroma";
import type { Logger } from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";
import type { SecondEmbedder } from "../config/embedder-schema.js";
import { type OpenPythonOptions, openPython } from "../project/open-python.js";
import { MaskingEmbedder } from "../secrets/masking-embedder.js";
import { CountingEmbedder } from "./counting-embedder.js";
import { openEmbedder } from "./open-embedder.js";

/** Which Python a {@link TextModel} works in, and where its vectors are kept by content. */
export interface TextModelOptions {
  readonly venv: string | undefined;
  /** See {@link OpenPythonOptions}. */
  readonly isTrusted: OpenPythonOptions["isTrusted"];
  readonly prints?: OpenPythonOptions["prints"] | undefined;
  readonly cacheFile: string;
  /** The configured model. */
  readonly second: SecondEmbedder;
  readonly logger: Logger;
}

/** The model of the second stage with its cache, in Python; without Chroma, which takes longer to load than both. */
export class TextModel implements AsyncDisposable {
  /** Answers from the cache where it can; no secret goes through. */
  readonly embedder: Embedder;
  readonly python: PythonContext;
  readonly #counting: CountingEmbedder;

  private constructor(embedder: Embedder, counting: CountingEmbedder, python: PythonContext) {
    this.embedder = new MaskingEmbedder(embedder);
    this.#counting = counting;
    this.python = python;
  }

  /** Starts Python; the model is loaded by the first text that the cache does not have. */
  static async open(options: TextModelOptions): Promise<TextModel> {
    const { venv, isTrusted, prints, cacheFile, second, logger } = options;
    const python = await openPython({ venv, isTrusted, prints });
    try {
      const counting = new CountingEmbedder(openEmbedder(second, { python, logger }));
      const cache = EmbeddingCache.open(cacheFile, { logger });
      return new TextModel(new CachedEmbedder(counting, cache), counting, python);
    } catch (error) {
      await python.close();
      throw error;
    }
  }

  /** Texts that the model had to embed since it was opened; the others came from the cache. */
  get embedded(): number {
    return this.#counting.embedded;
  }

  /** Idempotent. */
  async close(): Promise<void> {
    await this.embedder.close();
    await this.python.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
