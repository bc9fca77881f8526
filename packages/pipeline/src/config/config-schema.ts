import { z } from "zod";

const patterns = z.array(z.string().min(1));

/** A server's address. Users and passwords stay out of it: they are read from the environment and never shown. */
const serverUrl = (protocols: RegExp, example: string): z.ZodType<string> =>
  z
    .string()
    .regex(protocols, `must be a URL such as ${example}`)
    .refine((url) => !url.includes("@"), "must not hold a user or password: use the environment variables");

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
