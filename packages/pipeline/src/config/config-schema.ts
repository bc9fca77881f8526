import { z } from "zod";

const patterns = z.array(z.string().min(1));

/** A server's address. Users and passwords stay out of it: they are read from the environment and never shown. */
const serverUrl = (protocols: RegExp, example: string): z.ZodType<string> =>
  z
    .string()
    .regex(protocols, `must be a URL such as ${example}`)
    .refine((url) => !url.includes("@"), "must not hold a user or password: use the environment variables");

/** Who writes the documentation. */
const llmSchema = z
  .strictObject({
    /** `extractive` makes it from the code itself; `openai-compatible` is any server that speaks that protocol. */
    provider: z.enum(["extractive", "openai-compatible"]).default("extractive"),
    model: z.string().min(1).optional(),
    /** For example `http://127.0.0.1:11434/v1`; the key, where one is needed, is STEMMA_LLM_API_KEY. */
    baseUrl: serverUrl(/^https?:\/\//u, "http://127.0.0.1:11434/v1").optional(),
    /** US dollars for a million tokens. */
    price: z.strictObject({ input: z.number().min(0), output: z.number().min(0) }).optional(),
  })
  .refine(
    ({ provider, model, baseUrl }) =>
      provider === "extractive" || (model !== undefined && baseUrl !== undefined),
    {
      message: "openai-compatible needs a model and a baseUrl",
    },
  );

/** A run stops before it spends more; what is documented by then is closed and can be searched. */
const budgetSchema = z
  .strictObject({ maxCostUsd: z.number().positive().optional(), maxTokens: z.int().positive().optional() })
  .refine((budget) => Object.keys(budget).length > 0, { message: "a budget needs maxCostUsd or maxTokens" });

/** Shape of `stemma.config.json` and of the merged configuration; an unknown key is an error, so that a typing slip is found. */
export const configSchema = z.strictObject({
  /** Where the state lives. Default `.stemma` at the root of the documented tree. */
  stateDir: z.string().min(1).optional(),
  /** Neo4j in place of the embedded graph, one database a tree; user and password are STEMMA_GRAPH_USER and STEMMA_GRAPH_PASSWORD. */
  graph: serverUrl(/^(neo4j|bolt)(\+ssc?|\+s)?:\/\//u, "neo4j://127.0.0.1:7687").optional(),
  /** Chroma server in place of the embedded one; its token is STEMMA_CHROMA_TOKEN. */
  chroma: serverUrl(/^https?:\/\//u, "http://127.0.0.1:8000").optional(),
  /** Name of the tree's collection in Chroma. On a server that several trees share each needs its own. */
  collection: z.string().min(3).default("documentation"),
  /** Globs of the files to read; all when empty. */
  include: patterns.default([]),
  /** Globs of the files to leave out, besides `.gitignore` and `.stemmaignore`. */
  exclude: patterns.default([]),
  llm: llmSchema.default({ provider: "extractive" }),
  budget: budgetSchema.optional(),
  /** Nodes documented at the same time. */
  workers: z.int().min(1).max(1000).default(20),
  /** Milliseconds for a whole `document` run; none by default. */
  timeoutMs: z.int().min(1).optional(),
  /** The Python environment; found by itself when not given. */
  venv: z.string().min(1).optional(),
});

/** The configuration as the pipeline uses it, every default filled in. */
export type StemmaConfig = z.output<typeof configSchema>;

/** What a user may give; every key is optional. */
export type StemmaConfigInput = z.input<typeof configSchema>;
