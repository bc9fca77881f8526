import * as z from "zod";
import { standingSchema } from "./standing.js";

/** A run that this server has begun. */
const inHandSchema = z.object({
  isUnderWay: z.boolean(),
  phase: z.enum(["scan", "document", "searchable", "index"]).nullable(),
  /** Of the phase. */
  done: z.number(),
  total: z.number().nullable(),
  spent: z
    .object({
      calls: z.number(),
      inputTokens: z.number(),
      outputTokens: z.number(),
      costUsd: z.number().nullable(),
    })
    .nullable(),
  /** Of the phase, by its pace. */
  leftMs: z.number().nullable(),
  failed: z.array(z.object({ id: z.string(), reason: z.string() })),
  moreFailed: z.number(),
  /** What ended it, in words. */
  error: z.string().nullable(),
});
export type InHand = z.output<typeof inHandSchema>;

/** The last run of `document`. */
export const runSchema = z.object({
  view: z.literal("run"),
  standing: standingSchema,
  inHand: inHandSchema.nullable(),
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
