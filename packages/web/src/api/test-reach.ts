import * as z from "zod";
import { standingSchema } from "./standing.js";

/** How many of the functions of each file tests come to. */
export const testReachSchema = z.object({
  view: z.literal("test-reach"),
  standing: standingSchema,
  files: z.array(z.object({ path: z.string(), functions: z.number(), reached: z.number() })),
});
export type TestReachAnswer = z.output<typeof testReachSchema>;
