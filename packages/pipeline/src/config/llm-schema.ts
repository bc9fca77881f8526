import { z } from "zod";
import { serverUrl } from "./server-url.js";

/** US dollars for a million tokens. */
export const priceSchema = z.strictObject({ input: z.number().min(0), output: z.number().min(0) });

/** Who writes the documentation. */
export const llmSchema = z
  .strictObject({
    /** `extractive` makes it from the code itself; `openai-compatible` is any server that speaks that protocol. */
    provider: z.enum(["extractive", "openai-compatible", "anthropic", "google"]).default("extractive"),
    model: z.string().min(1).optional(),
    /** For example `http://127.0.0.1:11434/v1`; the key, where one is needed, is STEMMA_LLM_API_KEY. */
    baseUrl: serverUrl(/^https?:\/\//u, "http://127.0.0.1:11434/v1").optional(),
    /** Of this model; `prices` holds those of several. */
    price: priceSchema.optional(),
    maxInputTokens: z.int().min(500).optional(),
    maxOutputTokens: z.int().min(20).optional(),
    temperature: z.number().min(0).max(2).optional(),
    /** Milliseconds for one call. */
    callTimeoutMs: z.int().min(1).optional(),
    /** Longest silence in the middle of an answer, in milliseconds. */
    stallTimeoutMs: z.int().min(1).optional(),
    /** False for services that can't stream their answers. */
    isStreaming: z.boolean().optional(),
    callsPerMinute: z.number().positive().optional(),
    /** A file that keeps answers, for several trees or checkouts to share. */
    cache: z.string().min(1).optional(),
  })
  .refine(({ provider, model }) => provider === "extractive" || model !== undefined, {
    error: ({ input }) => `${(input as { provider: string }).provider} needs a model`,
  })
  .refine(({ provider, baseUrl }) => provider !== "openai-compatible" || baseUrl !== undefined, {
    message: "openai-compatible needs a model and a baseUrl",
  });

/** A run stops before it spends more; what is documented by then is closed and can be searched. */
export const budgetSchema = z
  .strictObject({ maxCostUsd: z.number().positive().optional(), maxTokens: z.int().positive().optional() })
  .refine((budget) => Object.keys(budget).length > 0, { message: "a budget needs maxCostUsd or maxTokens" });
