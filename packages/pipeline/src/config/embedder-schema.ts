import { z } from "zod";
import { serverUrl } from "./server-url.js";

/** A model behind an OpenAI-compatible address (Ollama, vLLM, TEI, LM Studio): what is documented goes there. */
const endpointSchema = z.strictObject({
  endpoint: serverUrl(/^https?:\/\//u, "http://127.0.0.1:11434/v1").describe(
    "An OpenAI-compatible address, for example `http://127.0.0.1:11434/v1`; `/embeddings` is added.",
  ),
  model: z.string().min(1).describe("Its name, as the service has it."),
  dimension: z.int().min(1).max(65_536).describe("Numbers in one of its vectors."),
  batch: z.int().min(1).max(2_048).optional().describe("Texts in one call."),
  callsPerMinute: z.number().positive().optional().describe("Calls in a minute, at most."),
  apiKeyVariable: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*$/u)
    .default("STEMMA_EMBEDDER_API_KEY")
    .describe("The environment variable that holds the key, where one is needed."),
});

/** What texts are compared by: a first stage over all of them, a second one over its best. */
export const embedderSchema = z.strictObject({
  first: z.literal("static").default("static").describe("What all texts are compared by: a table of words."),
  second: z
    .union([z.literal("minilm"), endpointSchema, z.null()])
    .default("minilm")
    .describe(
      "What the best are compared by: `minilm` runs in the process, an object names an endpoint, `null` is none.",
    ),
});

/** The configured embedder of the second stage. */
export type SecondEmbedder = z.output<typeof embedderSchema>["second"];
