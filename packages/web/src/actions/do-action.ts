import { InvalidArgumentError } from "@stemma/core";
import type { CallRunner, StemmaProject } from "@stemma/pipeline";
import * as z from "zod";
import { type Action, actions, type Done } from "../api/actions.js";
import type { Acting, ServedTree } from "./action.js";
import { abortMerge, decide, decideOpen, finishMerge, merge } from "./merges.js";
import type { RunInHand } from "./run-in-hand.js";
import { document, resumeDocument, stopDocument } from "./runs.js";

const allActions: { readonly [A in Action]: Acting<A> } = {
  merge,
  decide,
  "decide-open": decideOpen,
  "finish-merge": finishMerge,
  "abort-merge": abortMerge,
  document,
  "resume-document": resumeDocument,
  "stop-document": stopDocument,
};

/** Milliseconds for a merge of a large index. */
const MOST_MS = 600_000;

/** What actions are done with. */
export interface Actor {
  readonly questions: CallRunner<StemmaProject>;
  readonly tree: ServedTree;
  readonly run: RunInHand;
}

/**
 * Does one action with what a request gave for it.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for what is not an action's, and what the pipeline throws; nothing was changed then
 */
export async function doAction(
  { questions, tree, run }: Actor,
  name: Action,
  request: unknown,
  cancelled: AbortSignal,
): Promise<Done> {
  const read = actions[name].safeParse(request);
  if (!read.success) throw new InvalidArgumentError(z.prettifyError(read.error));
  // What is given is what the action of this name takes.
  const acting = allActions[name] as Acting<Action>;
  if ("onRun" in acting) return acting.onRun(run, tree);
  const given = read.data;
  const call = { name, isHeavy: true, isWriting: true, mostMs: MOST_MS, cancelled };
  return questions.ask((project, options) => acting.onTree({ ...tree, project, given, options }), call);
}
