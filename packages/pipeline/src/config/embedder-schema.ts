import { z } from "zod";
import { serverUrl } from "./server-url.js";

/** A model behind an OpenAI-compatible address (Ollama, vLLM, TEI, LM Studio): what is documented goes there. */
const endpointSchema = z.strictObject({
  /** For example `http://127.0.0.1:11434/v1`; `/embeddings` is added. */
  endpoint: serverUrl(/^https?:\/\//u, "http://127.0.0.1:11434/v1"),
  model: z.string().min(1),
  /** Numbers in one of its vectors. */
  dimension: z.int().min(1).max(65_536),
  /** Texts in one call. */
  batch: z.int().min(1).max(2_048).optional(),
  callsPerMinute: z.number().positive().optional(),
  /** The environment variable that holds the key, where one is needed. */
  apiKeyVariable: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*$/u)
    .default("STEMMA_EMBEDDER_API_KEY"),
});

/** What texts are compared by: a first stage over all of them, a second one over its best. */
export const embedderSchema = z.strictObject({
  first: z.literal("static").default("static"),
  /** `minilm` runs in this process; `null`: the first stage alone, which needs no model. */
  second: z.union([z.literal("minilm"), endpointSchema, z.null()]).default("minilm"),
});

/** The configured embedder of the second stage. */
export type SecondEmbedder = z.output<typeof embedderSchema>["second"];
