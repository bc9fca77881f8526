import type { CallOptions } from "@stemma/core";
import type { SyncManager } from "@stemma/pipeline";
import type { ProjectCollections } from "@stemma/pipeline/collections";
import type * as z from "zod";
import type { AnswerTo } from "../api/answers.js";
import type { CollectionQuestion, requests } from "../api/requests.js";

/** Runs work on the history of a place's collections. @throws {@link HistoryMissingError} `HISTORY_MISSING` where it has none */
export type WithHistory = <T>(work: (versions: SyncManager) => Promise<T>) => Promise<T>;

/** What a question to collections is answered from. */
export interface AskedCollections<Q extends CollectionQuestion> {
  readonly collections: ProjectCollections;
  readonly withHistory: WithHistory;
  readonly given: z.output<(typeof requests)[Q]>;
  readonly options: CallOptions;
}

/** How one question to collections is answered. */
export type AnsweringCollections<Q extends CollectionQuestion> = (
  asked: AskedCollections<Q>,
) => Promise<AnswerTo<Q>>;
