import * as z from "zod";

/** Longest text of one's own, in UTF-16 units. */
const LONGEST = 100_000;
const name = z.string().min(1).max(4_000);
const side = z.enum(["ours", "theirs", "base"]);

/**
 * What can be done where the server was started with `--allow-write`, by its path below `/api/do/`. A merge names the commits that its preview was
 * of: what has moved since then is looked at again first.
 */
export const actions = {
  /** Makes a merge without conflicts; with some it begins to wait for them to be decided, and changes nothing. */
  merge: z.strictObject({ ref: name, ours: name, theirs: name }),
  /** One conflict of the merge that waits, for a side or by a text of one's own; without `id` it is about the collection itself. */
  decide: z.union([
    z.strictObject({
      theirs: name,
      collection: name,
      id: name.optional(),
      take: side,
      /** Only this one: `content`, `metadata.<key>`, `name`, `existence`. */
      field: name.optional(),
    }),
    z.strictObject({ theirs: name, collection: name, id: name, text: z.string().min(1).max(LONGEST) }),
  ]),
  /** Every conflict that is still open, for one side. */
  "decide-open": z.strictObject({ theirs: name, take: side }),
  /** Makes the merge that waits. */
  "finish-merge": z.strictObject({ theirs: name }),
  /** Forgets the merge that waits. */
  "abort-merge": z.strictObject({ theirs: name }),
  document: z.strictObject({}),
  /** Goes on with the last run, by its settings. */
  "resume-document": z.strictObject({}),
  "stop-document": z.strictObject({}),
} as const;

/** Names of the actions. */
export type Action = keyof typeof actions;
/** What goes with an action. */
export type Given<A extends Action> = z.output<(typeof actions)[A]>;

type WithoutTheirs<G> = G extends unknown ? Omit<G, "theirs"> : never;
/** What decides a conflict of the merge that is shown. */
export type Decision = WithoutTheirs<Given<"decide">>;

/** What came of an action: where to look at it is the page's matter. */
export interface Done {
  readonly outcome: string;
}
