import { type Embedder, EndpointEmbedder, MiniLmEmbedder, StaticEmbedder } from "@stemma/chroma";
import type { Logger } from "@stemma/core";
import type { PythonContext } from "@stemma/python-context";
import type { SecondEmbedder } from "../config/embedder-schema.js";
import { PacedEmbedder } from "./paced-embedder.js";

/** What an embedder is opened with, besides its configuration. */
export interface OpenEmbedderOptions {
  readonly python: PythonContext;
  readonly logger: Logger;
  /** Default: the process's. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

/** The configured embedder of the second stage, without a cache; where there is none, that of the first stands in for it. */
export function openEmbedder(
  second: SecondEmbedder,
  { python, logger, environment = process.env }: OpenEmbedderOptions,
): Embedder {
  if (second === null) return new StaticEmbedder();
  if (second === "minilm") return new MiniLmEmbedder({ python, logger });
  const { endpoint: baseUrl, model, dimension, batch, callsPerMinute, apiKeyVariable } = second;
  const apiKey = environment[apiKeyVariable];
  const embedder = new EndpointEmbedder({
    baseUrl,
    model,
    dimension,
    // Vectors of the same model are the same wherever it runs; without a space of its own cosine fits all.
    defaultSpace: "cosine",
    logger,
    apiKey: apiKey === "" ? undefined : apiKey,
    textsPerRequest: batch,
  });
  return callsPerMinute === undefined
    ? embedder
    : new PacedEmbedder(embedder, { callsPerMinute, textsPerCall: batch ?? TEXTS_PER_CALL });
}

/** By which id the vectors of an embedder are kept, without opening it. */
export function modelIdOf(second: SecondEmbedder): string {
  if (second === null) return new StaticEmbedder().modelId;
  return second === "minilm" ? MiniLmEmbedder.modelId : second.model;
}

/** What `EndpointEmbedder` sends in a call by itself. */
const TEXTS_PER_CALL = 128;
