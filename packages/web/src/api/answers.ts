import type * as z from "zod";
import { collectionAnswerSchemas } from "./collections.js";
import { changesSchema, historySchema, symbolHistorySchema } from "./history.js";
import { mergeSchema } from "./merge.js";
import { neighbourhoodSchema } from "./neighbourhood.js";
import type { Question } from "./requests.js";
import { runSchema } from "./run.js";
import { sourcesSchema } from "./sources.js";
import { standingSchema } from "./standing.js";
import { testReachSchema } from "./test-reach.js";
import { overviewSchema, placeAnswerSchema, searchSchema } from "./views.js";

/** What each question is answered with. */
export const answers = {
  overview: overviewSchema,
  place: placeAnswerSchema,
  suggest: searchSchema,
  search: searchSchema,
  history: historySchema,
  changes: changesSchema,
  "symbol-history": symbolHistorySchema,
  sources: sourcesSchema,
  "test-reach": testReachSchema,
  neighbourhood: neighbourhoodSchema,
  merge: mergeSchema,
  run: runSchema,
  standing: standingSchema,
  ...collectionAnswerSchemas,
} as const satisfies Record<Question, z.ZodType>;

/** The answer to a question. */
export type AnswerTo<Q extends Question> = z.output<(typeof answers)[Q]>;
