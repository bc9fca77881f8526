import { z } from "zod";

const patterns = z.array(z.string().min(1));

/** Shape of `stemma.config.json` and of the merged configuration; an unknown key is an error, so that a typing slip is found. */
export const configSchema = z.strictObject({
  /** Where the state lives. Default `.stemma` at the root of the documented tree. */
  stateDir: z.string().min(1).optional(),
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
