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

/** Shape of `stemma.config.json` and of the merged configuration; an unknown key is an error, so that a typing slip is found. */
export const configSchema = z.strictObject({
  /** Where the state lives. Default `.stemma` at the root of the documented tree. */
  stateDir: z.string().min(1).optional(),
  /** Neo4j in place of the embedded graph, one database a tree; user and password are STEMMA_GRAPH_USER and STEMMA_GRAPH_PASSWORD. */
  graph: serverUrl(/^(neo4j|bolt)(\+ssc?|\+s)?:\/\//u, "neo4j://127.0.0.1:7687").optional(),
  /** Chroma server in place of the embedded one; its token is STEMMA_CHROMA_TOKEN. */
  chroma: serverUrl(/^https?:\/\//u, "http://127.0.0.1:8000").optional(),
  /**
   * The history in a database of a Dolt sql-server (its password is STEMMA_VERSIONS_PASSWORD), or with `dolt:` behind a private
   * server, where dolt is installed; a file in the state directory by default.
   */
  versions: versionsLocation.optional(),
  /** Name of the tree's collection in Chroma. On a server that several trees share each needs its own. */
  collection: z.string().min(3).default("documentation"),
  /** Globs of the files to read; all when empty. */
  include: patterns.default([]),
  /** Globs of the files to leave out, besides `.gitignore` and `.stemmaignore`. */
  exclude: patterns.default([]),
  llm: llmSchema.default({ provider: "extractive" }),
  /** What search compares texts by; an index keeps the one that it was made with until `stemma reindex`. */
  embedder: embedderSchema.default({ first: "static", second: "minilm" }),
  /** Prices by the name of the model; a model without one costs nobody knows what, and that is said. */
  prices: z.record(z.string(), priceSchema).default({}),
  budget: budgetSchema.optional(),
  /** Nodes documented at the same time. */
  workers: z.int().min(1).max(1000).default(20),
  /** Milliseconds for a whole `document` run; none by default. */
  timeoutMs: z.int().min(1).optional(),
  /** Hosts to which passwords and tokens may go in the clear; this machine needs no naming. */
  cleartext: z.array(z.string().min(1)).default([]),
  /** The Python environment; found by itself when not given. */
  venv: z.string().min(1).optional(),
});

/** The configuration as the pipeline uses it, every default filled in. */
export type StemmaConfig = z.output<typeof configSchema>;

/** What a user may give; every key is optional. */
export type StemmaConfigInput = z.input<typeof configSchema>;
