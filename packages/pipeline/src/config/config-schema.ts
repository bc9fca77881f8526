import { z } from "zod";
import { embedderSchema } from "./embedder-schema.js";
import { budgetSchema, llmSchema, priceSchema } from "./llm-schema.js";
import { serverUrl } from "./server-url.js";

const patterns = z.array(z.string().min(1));

/** A Dolt sql-server's database, or a private server of a directory. The user may be named; the password is not. */
const versionsLocation = z
  .string()
  .regex(/^(mysql:\/\/[^/]+\/[\w-]+(\?tls=(true|false))?$|dolt:)/u, {
    message: "must be mysql://user@host:port/database, dolt: or dolt:<directory>",
  })
  .refine((location) => !/^mysql:\/\/[^/@]*:[^/@]*@/u.test(location), {
    message: "must not hold a password: it is read from STEMMA_VERSIONS_PASSWORD",
  });

/**
 * Shape of `stemma.config.json` and of the merged configuration; an unknown key is an error, so that a typing slip is found. What is
 * said of the keys here is what docs/configuration.md and editors say.
 */
export const configSchema = z.strictObject({
  $schema: z.string().optional().describe("For editors; not read."),
  stateDir: z
    .string()
    .min(1)
    .optional()
    .describe("Where the state lives. Default: `.stemma` at the root of the documented tree."),
  graph: serverUrl(/^(neo4j|bolt)(\+ssc?|\+s)?:\/\//u, "neo4j://127.0.0.1:7687")
    .optional()
    .describe(
      "Neo4j 5 in place of the embedded graph, one database a tree, for example `neo4j://127.0.0.1:7687`. User and password: STEMMA_GRAPH_USER, STEMMA_GRAPH_PASSWORD.",
    ),
  chroma: serverUrl(/^https?:\/\//u, "http://127.0.0.1:8000")
    .optional()
    .describe(
      "Chroma server in place of the embedded one, for example `http://127.0.0.1:8000`. Token: STEMMA_CHROMA_TOKEN.",
    ),
  versions: versionsLocation
    .optional()
    .describe(
      "The history in a database of a Dolt sql-server, `mysql://user@host:port/database` (`?tls=true`; password: STEMMA_VERSIONS_PASSWORD), or behind a private server, where dolt is installed: `dolt:` or `dolt:<directory>`. Default: a file in the state directory.",
    ),
  collection: z
    .string()
    .min(3)
    .default("documentation")
    .describe(
      "Name of the tree's collection in Chroma. On a server that several trees share each needs its own.",
    ),
  include: patterns.default([]).describe("Globs of the files to read; all when empty."),
  exclude: patterns
    .default([])
    .describe("Globs of the files to leave out, besides `.gitignore` and `.stemmaignore` (same form)."),
  llm: llmSchema.default({ provider: "extractive" }).describe("Who writes the documentation."),
  embedder: embedderSchema
    .default({ first: "static", second: "minilm" })
    .describe(
      "What search compares texts by. An index keeps the one that it was made with until `stemma reindex`.",
    ),
  prices: z
    .record(z.string(), priceSchema)
    .default({})
    .describe(
      'US dollars for a million tokens, by the name of the model: `{ "<model>": { "input": 3, "output": 15 } }`. A model without one costs nobody knows what, and that is said.',
    ),
  budget: budgetSchema
    .optional()
    .describe(
      "A run stops before it spends more, with exit code 3; what is documented by then can be searched.",
    ),
  workers: z.int().min(1).max(1000).default(20).describe("Nodes documented at the same time."),
  timeoutMs: z.int().min(1).optional().describe("Milliseconds for a whole `document` run; none by default."),
  cleartext: z
    .array(z.string().min(1))
    .default([])
    .describe("Hosts to which passwords and tokens may go without TLS; this machine needs no naming."),
  historyLimits: z
    .strictObject({
      documents: z
        .int()
        .min(1)
        .optional()
        .describe("Documents and collections of the last commit of one branch. Default: 1,000,000."),
      textBytes: z.int().min(1).optional().describe("Bytes of one text. Default: 16 MiB."),
      totalBytes: z
        .int()
        .min(1)
        .optional()
        .describe("Bytes of all texts and vectors of the last commit of one branch. Default: 8 GiB."),
      commits: z.int().min(1).optional().describe("Commits that lead to one branch. Default: 100,000."),
      branches: z.int().min(1).optional().describe("Branches. Default: 2,000."),
    })
    .optional()
    .describe("How much a clone, pull or fetch may bring of a history."),
  venv: z.string().min(1).optional().describe("The Python environment; found by itself when not given."),
});

/** The configuration as the pipeline uses it, every default filled in. */
export type StemmaConfig = z.output<typeof configSchema>;

/** What a user may give; every key is optional. */
export type StemmaConfigInput = z.input<typeof configSchema>;
