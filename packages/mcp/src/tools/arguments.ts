import * as z from "zod";

/** Longest text that an argument may have, in UTF-16 units. */
const LONGEST = 4_000;

/** A text that somebody asks with. */
export const words = z.string().max(LONGEST);

/** Arguments that several tools take. */
export const common = {
  at: words.optional().describe("branch, tag or commit of the index; default: as documented last"),
  cursor: words.optional().describe("nextCursor of the answer before"),
  limit: z.number().optional(),
};
