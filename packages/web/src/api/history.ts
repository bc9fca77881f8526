import * as z from "zod";
import { standingSchema } from "./standing.js";

const answer = z.object({ standing: standingSchema });

/** A commit, with the one of git that it documents. */
export const commitSchema = z.object({
  hash: z.string(),
  parents: z.array(z.string()),
  date: z.string(),
  author: z.string(),
  /** First line of the message. */
  subject: z.string(),
  /** Of the commit of git that it documents; `null` where there is none. */
  git: z
    .object({
      commit: z.string(),
      shortHash: z.string(),
      subject: z.string().nullable(),
      isModified: z.boolean(),
    })
    .nullable(),
});
export type Commit = z.output<typeof commitSchema>;

const gitRefSchema = z.object({ name: z.string(), commit: z.string() });

/** A commit of git's. */
const gitCommitSchema = z.object({
  commit: z.string(),
  shortHash: z.string(),
  parents: z.array(z.string()),
  date: z.string(),
  author: z.string(),
  subject: z.string(),
});
export type GitLogCommit = z.output<typeof gitCommitSchema>;

/** Commits of the index, of all branches, beside those of git. */
export const historySchema = answer.extend({
  view: z.literal("history"),
  commits: z.array(commitSchema),
  isCut: z.boolean(),
  branches: z.array(z.object({ name: z.string(), head: z.string() })),
  tags: z.array(z.object({ name: z.string(), head: z.string() })),
  /** `null` where the tree is under no git. */
  git: z
    .object({
      commits: z.array(gitCommitSchema),
      isCut: z.boolean(),
      branches: z.array(gitRefSchema),
      tags: z.array(gitRefSchema),
      /** `null` with a detached HEAD. */
      current: z.string().nullable(),
    })
    .nullable(),
});
export type HistoryAnswer = z.output<typeof historySchema>;

/** A text before and after in one, word by word. */
export const wordsSchema = z.array(
  z.object({ text: z.string(), change: z.enum(["same", "added", "removed"]) }),
);

/** `null` where the text is as before. */
export const changedWordsSchema = wordsSchema.nullable();

const symbolChangeSchema = z.object({
  id: z.string(),
  symbol: z.string(),
  kind: z.string(),
  change: z.enum(["added", "modified", "deleted", "callers"]),
  formerId: z.string().nullable(),
  documentation: changedWordsSchema,
  signature: z.object({ before: z.string().nullable(), after: z.string().nullable() }).nullable(),
  hasOtherSource: z.boolean(),
  callers: z.object({ gained: z.array(z.string()), lost: z.array(z.string()) }),
});
export type SymbolChange = z.output<typeof symbolChangeSchema>;

/** Changed symbols by file. */
export const changedFilesSchema = z.array(
  z.object({ path: z.string(), symbols: z.array(symbolChangeSchema) }),
);

/** What changed in words, between two refs, in a commit, or since the last one. */
export const changesSchema = answer.extend({
  view: z.literal("changes"),
  from: z.string().nullable(),
  to: z.string().nullable(),
  commit: commitSchema.nullable(),
  files: changedFilesSchema,
  /** Changed symbols beyond those that are told. */
  left: z.number(),
});
export type ChangesAnswer = z.output<typeof changesSchema>;

/** The commits in which a symbol changed. */
export const symbolHistorySchema = answer.extend({
  view: z.literal("symbol-history"),
  id: z.string(),
  revisions: z.array(z.object({ commit: commitSchema, change: symbolChangeSchema })),
});
export type SymbolHistoryAnswer = z.output<typeof symbolHistorySchema>;
