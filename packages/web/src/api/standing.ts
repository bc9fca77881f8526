import * as z from "zod";

/** Where an answer stands; the pipeline's `Standing`, with no more files than a page shows. */
export const standingSchema = z.object({
  ref: z.string().nullable(),
  commit: z.string().nullable(),
  freshness: z.enum(["fresh", "stale", "partial"]),
  since: z.string().nullable(),
  files: z.array(z.object({ path: z.string(), change: z.enum(["added", "modified", "deleted"]) })),
  /** Changed files that are not in `files`. */
  moreFiles: z.number(),
  because: z.array(z.object({ code: z.string(), words: z.string() })),
});
export type StandingAnswer = z.output<typeof standingSchema>;
