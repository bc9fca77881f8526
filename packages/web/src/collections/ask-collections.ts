import { InvalidArgumentError } from "@stemma/core";
import type { CallRunner, StemmaProject } from "@stemma/pipeline";
import type { ProjectCollections } from "@stemma/pipeline/collections";
import * as z from "zod";
import type { AnswerTo } from "../api/answers.js";
import { type CollectionQuestion, requests } from "../api/requests.js";
import type { AnsweringCollections, AskedCollections, WithHistory } from "./asked-collections.js";
import { collectionChanges, collectionHistory } from "./collection-history.js";
import { collections } from "./read-place.js";
import { record } from "./record.js";
import { nearest, records } from "./records.js";
import { vectorMap } from "./vector-map.js";

/** How each question to collections is answered. */
export const collectionAnswers: { readonly [Q in CollectionQuestion]: AnsweringCollections<Q> } = {
  collections,
  records,
  record,
  nearest,
  "vector-map": vectorMap,
  "collection-history": collectionHistory,
  "collection-changes": collectionChanges,
};

/** Whose collections are asked. */
export interface AskedPlace {
  readonly places: CallRunner<ProjectCollections>;
  /** The documented tree that they belong to, whose history is one; `undefined` for a place that was named. */
  readonly tree: CallRunner<StemmaProject> | undefined;
}

/**
 * Answers one question to collections with what a request gave for it.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for what is not a question's, and what Chroma and the history throw
 */
export async function askCollections<Q extends CollectionQuestion>(
  { places, tree }: AskedPlace,
  name: Q,
  request: Readonly<Record<string, string>>,
  cancelled: AbortSignal,
): Promise<AnswerTo<Q>> {
  const read = requests[name].safeParse(request);
  if (!read.success) throw new InvalidArgumentError(z.prettifyError(read.error));
  const given = read.data as AskedCollections<Q>["given"];
  const answer = collectionAnswers[name] as AnsweringCollections<Q>;
  const call = { name, isHeavy: true, cancelled };
  return places.ask((open, options) => {
    // A tree's working copy is opened once.
    const withHistory: WithHistory = async (work) =>
      tree === undefined
        ? work(await open.history())
        : tree.ask(async (project) => work(await project.openHistory()), call);
    return answer({ collections: open, withHistory, given, options });
  }, call);
}
