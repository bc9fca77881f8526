import { z } from "zod";
import { serverUrl } from "./server-url.js";

/** US dollars for a million tokens. */
export const priceSchema = z.strictObject({
  input: z.number().min(0),
  output: z.number().min(0),
  cachedInput: z
    .number()
    .min(0)
    .optional()
    .describe("Of input that the service had kept. Default: as other input."),
});

/** Who writes the documentation. */
export const llmSchema = z
  .strictObject({
    provider: z
      .enum(["extractive", "openai-compatible", "anthropic", "google"])
      .default("extractive")
      .describe(
        "`extractive` makes it from the code itself; `openai-compatible` is any server that speaks that protocol (Ollama, vLLM, LM Studio); `anthropic` and `google` need `@ai-sdk/anthropic` and `@ai-sdk/google` installed.",
      ),
    model: z.string().min(1).optional().describe("Its name, as the service has it."),
    baseUrl: serverUrl(/^https?:\/\//u, "http://127.0.0.1:11434/v1")
      .optional()
      .describe("For example `http://127.0.0.1:11434/v1`. Key, where one is needed: STEMMA_LLM_API_KEY."),
    price: priceSchema.optional().describe("Of this model; `prices` holds those of several."),
    maxInputTokens: z.int().min(500).optional().describe("Longest prompt; what is longer is cut by rank."),
    maxOutputTokens: z.int().min(20).optional().describe("Longest answer."),
    temperature: z.number().min(0).max(2).optional().describe("As the service takes it."),
    callTimeoutMs: z.int().min(1).optional().describe("Milliseconds for one call."),
    stallTimeoutMs: z
      .int()
      .min(1)
      .optional()
      .describe("Longest silence in the middle of an answer, in milliseconds."),
    citations: z
      .boolean()
      .optional()
      .describe(
        "Ask for sentences with the lines and parts that each stands on (`stemma show --why`, `stemma verify --texts`). Default: true; a model that answers in plain prose writes texts without.",
      ),
    nodesPerCall: z
      .int()
      .min(1)
      .max(50)
      .optional()
      .describe(
        "Most nodes that one call documents, of those that are small and of one file; 1: each alone. Default: 8. Only models that answer with `citations` are asked so.",
      ),
    isStreaming: z.boolean().optional().describe("False for services that can't stream their answers."),
    callsPerMinute: z.number().positive().optional().describe("More calls wait."),
    cache: z
      .string()
      .min(1)
      .optional()
      .describe("A file that keeps answers, for several trees or checkouts to share."),
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
