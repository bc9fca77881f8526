import * as z from "zod";
import { collectionRequests } from "./collections.js";

/** Longest text that a question may have, in UTF-16 units. */
const LONGEST = 4_000;
const words = z.string().min(1).max(LONGEST);
const at = words.optional();

/** What questions to a documented tree take. */
const treeRequests = {
  overview: z.strictObject({ at }),
  place: z.strictObject({ id: words, at }),
  suggest: z.strictObject({ q: z.string().max(LONGEST), at }),
  search: z.strictObject({
    q: words,
    at,
    path: words.optional(),
    language: words.optional(),
    kind: words.optional(),
    tests: z.literal("no").optional(),
  }),
  history: z.strictObject({ at }),
  changes: z.strictObject({ from: words.optional(), to: words.optional(), commit: words.optional() }),
  "symbol-history": z.strictObject({ id: words, at }),
  /** What the sentences of a text stand on. */
  sources: z.strictObject({ id: words }),
  "test-reach": z.strictObject({}),
  neighbourhood: z.strictObject({ id: words, hops: z.coerce.number().int().min(1).max(3).default(1), at }),
  /** Without `ref`: the merge that waits, where one does. */
  merge: z.strictObject({ ref: words.optional() }),
  run: z.strictObject({}),
  standing: z.strictObject({}),
} as const;

/** What each question takes, by its path below `/api/`. */
export const requests = { ...treeRequests, ...collectionRequests } as const;

/** Questions to a documented tree. */
export type TreeQuestion = keyof typeof treeRequests;
/** Questions to the collections of a place. */
export type CollectionQuestion = keyof typeof collectionRequests;
/** Names of the questions. */
export type Question = keyof typeof requests;

/** What goes with a question that failed. */
export interface Failure {
  readonly error: { readonly code: string; readonly message: string; readonly advice: string };
}
