import * as z from "zod";

/** A folder, file, class or function by name. */
export const placeSchema = z.object({
  id: z.string(),
  path: z.string(),
  /** The part of the id behind `#`; the path of a file or folder. */
  symbol: z.string(),
  /** `folder`, `file`, `class`, `function`. */
  kind: z.string(),
  line: z.number(),
  summary: z.string(),
});
export type Place = z.output<typeof placeSchema>;

/** A place that is called, calls, is imported or inherited from. */
export const relatedSchema = placeSchema.extend({
  /** 1 for a certain relation, less for a candidate. */
  confidence: z.number(),
  /** Where the calls stand in the caller's file. */
  lines: z.array(z.number()),
});
export type Related = z.output<typeof relatedSchema>;
