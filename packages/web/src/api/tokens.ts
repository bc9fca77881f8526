import * as z from "zod";

/** A piece of a line of source: its text, what it is to the language (`keyword`, `string` … or empty), and the id of what it calls. */
const tokenSchema = z.union([
  z.tuple([z.string()]),
  z.tuple([z.string(), z.string()]),
  z.tuple([z.string(), z.string(), z.string()]),
]);
export type Token = z.output<typeof tokenSchema>;

/** Highlighted source, line by line. */
export const sourceSchema = z.object({
  /** Number of the first line. */
  from: z.number(),
  lines: z.array(z.array(tokenSchema)),
  /** The file is as it was documented: calls are at their lines. */
  isAsDocumented: z.boolean(),
});
export type Source = z.output<typeof sourceSchema>;
