import * as z from "zod";
import { standingSchema } from "./standing.js";

/** The last run of `document`. */
export const runSchema = z.object({
  view: z.literal("run"),
  standing: standingSchema,
  run: z
    .object({
      outcome: z.string(),
      startedAt: z.string(),
      endedAt: z.string().nullable(),
      leftNodes: z.number().nullable(),
      model: z.string().nullable(),
      budget: z.object({ costUsd: z.number().nullable(), tokens: z.number().nullable() }),
      nodes: z.number(),
      documented: z.number(),
      llmCalls: z.object({
        answered: z.number(),
        failed: z.number(),
        underWay: z.number(),
        unknown: z.number(),
        inputTokens: z.number(),
        outputTokens: z.number(),
        costUsd: z.number(),
        unpriced: z.number(),
      }),
    })
    .nullable(),
});
export type RunAnswer = z.output<typeof runSchema>;
