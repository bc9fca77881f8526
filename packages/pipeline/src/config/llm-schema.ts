import { z } from "zod";
import { serverUrl } from "./server-url.js";

const BATCH_PROVIDERS = ["openai-compatible", "anthropic"] as const;

/** US dollars for a million tokens. */
export const priceSchema = z.strictObject({
  input: z.number().min(0),
  output: z.number().min(0),
  cachedInput: z
    .number()
    .min(0)
    .optional()
    .describe("Of input that the service had kept. Default: as other input."),
  batchShare: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("What a call in a batch (`llm.batch`) costs of that, from 0 to 1. Default: 0.5."),
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
    models: z
      .strictObject({ leaf: z.string().min(1).optional(), parent: z.string().min(1).optional() })
      .optional()
      .describe(
        "Models of the same service in place of `model`: `leaf` writes of functions and classes, `parent` of files and folders. For example a cheap one and a better one.",
      ),
    level: z
      .enum(["file", "class", "function", "auto"])
      .optional()
      .describe(
        "Down to which kind of node the model writes: `file`, `class` or `function` (default); what is below is written by rule, for nothing. `auto`: all but small definitions that their authors have described.",
      ),
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
        "Most nodes that one call documents, of those that are small; 1: each alone. Default: 16. Only models that answer with `citations` are asked so.",
      ),
    batch: z
      .union([
        z.boolean(),
        z.strictObject({
          pollMs: z
            .int()
            .min(10)
            .optional()
            .describe(
              "Between two looks at a batch, in milliseconds. Default: 60,000; the first ones come sooner.",
            ),
        }),
      ])
      .optional()
      .describe(
        "`document` gives its calls to the service's batches, which take up to a day and usually cost half: all that can be written now goes together, bottom-up. A run that was stopped or killed meanwhile is gone on with by the next one. For `openai-compatible` (`/files`, `/batches`) and `anthropic`. Default: false.",
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
  })
  .refine(
    ({ provider, batch = false }) =>
      batch === false || (BATCH_PROVIDERS as readonly string[]).includes(provider),
    { message: `batches are for ${BATCH_PROVIDERS.join(" and ")}`, path: ["batch"] },
  );

/** A run stops before it spends more; what is documented by then is closed and can be searched. */
export const budgetSchema = z
  .strictObject({ maxCostUsd: z.number().positive().optional(), maxTokens: z.int().positive().optional() })
  .refine((budget) => Object.keys(budget).length > 0, { message: "a budget needs maxCostUsd or maxTokens" });
