import * as z from "zod";
import { changedFilesSchema, wordsSchema } from "./history.js";
import { standingSchema } from "./standing.js";

/** A side's value of a field: `null` where it has none; by words against the base where both are texts. */
const sideSchema = z.object({ text: z.string().nullable(), words: wordsSchema.nullable() });

const conflictSchema = z.object({
  collection: z.string(),
  /** `null`: about the collection itself. */
  id: z.string().nullable(),
  isDecided: z.boolean(),
  /** A text of one's own may decide it. */
  isAboutText: z.boolean(),
  fields: z.array(
    z.object({
      field: z.string(),
      base: z.string().nullable(),
      ours: sideSchema,
      theirs: sideSchema,
      decided: z.enum(["ours", "theirs", "base", "own"]).nullable(),
      own: z.string().nullable(),
    }),
  ),
});
export type Conflict = z.output<typeof conflictSchema>;

const previewSchema = z.object({
  name: z.string(),
  isWaiting: z.boolean(),
  outcome: z.enum(["up-to-date", "fast-forward", "merge", "conflicts"]),
  base: z.string(),
  ours: z.string(),
  theirs: z.string(),
  files: changedFilesSchema,
  /** Changed symbols beyond those that are told. */
  left: z.number(),
  conflicts: z.array(conflictSchema),
  /** Conflicts beyond those that are told. */
  leftConflicts: z.number(),
  renamed: z.array(z.object({ from: z.string(), to: z.string() })),
  stale: z.number(),
});
export type MergePreviewAnswer = z.output<typeof previewSchema>;

/** What can be merged into the current branch, and what one merge would change. */
export const mergeSchema = z.object({
  view: z.literal("merge"),
  standing: standingSchema,
  /** `null`: the index stands on a commit alone, into which nothing is merged. */
  branch: z.string().nullable(),
  branches: z.array(z.string()),
  /** The ref of the merge that waits for its conflicts. */
  waiting: z.string().nullable(),
  preview: previewSchema.nullable(),
});
export type MergeAnswer = z.output<typeof mergeSchema>;
