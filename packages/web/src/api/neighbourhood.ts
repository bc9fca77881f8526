import * as z from "zod";
import { placeSchema } from "./place.js";
import { standingSchema } from "./standing.js";

/** What stands around a place, no more than can be drawn. */
export const neighbourhoodSchema = z.object({
  view: z.literal("neighbourhood"),
  standing: standingSchema,
  id: z.string(),
  hops: z.number(),
  /** The place itself first, then by hops. */
  nodes: z.array(placeSchema.extend({ hops: z.number() })),
  /** By the positions of both ends in `nodes`. */
  edges: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      kind: z.enum(["calls", "inherits", "imports"]),
      confidence: z.number(),
    }),
  ),
  /** There is more within these hops. */
  isCut: z.boolean(),
});
export type NeighbourhoodAnswer = z.output<typeof neighbourhoodSchema>;
