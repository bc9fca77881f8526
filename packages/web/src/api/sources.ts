import * as z from "zod";
import { placeSchema } from "./place.js";
import { standingSchema } from "./standing.js";

/** A sentence of a documentation with what it stands on. */
const sentenceSchema = z.object({
  text: z.string(),
  standing: z.enum(["supported", "stale", "unsupported", "unknown"]),
  /** Names and numbers that what it cites does not have. */
  missing: z.array(z.string()),
  lines: z.array(z.object({ path: z.string(), from: z.number(), to: z.number() })),
  /** It stands on what the author wrote in the source. */
  isOfAuthor: z.boolean(),
  /** Places whose texts it stands on. */
  places: z.array(placeSchema),
});

/** What the sentences of a place's documentation stand on. */
export const sourcesSchema = z.object({
  view: z.literal("sources"),
  standing: standingSchema,
  id: z.string(),
  writtenBy: z.string(),
  sentences: z.array(sentenceSchema),
  /** Names in the text that are nowhere in the tree. */
  unknownNames: z.array(z.string()),
});
export type SourcesAnswer = z.output<typeof sourcesSchema>;
