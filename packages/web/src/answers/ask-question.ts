import { InvalidArgumentError } from "@stemma/core";
import type { CallRunner, StemmaProject } from "@stemma/pipeline";
import * as z from "zod";
import type { RunInHand } from "../actions/run-in-hand.js";
import type { AnswerTo } from "../api/answers.js";
import { requests, type TreeQuestion } from "../api/requests.js";
import { allAnswers } from "./all-answers.js";
import type { Answering, Asked } from "./question.js";

/**
 * Answers one question with what a request gave for it.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for what is not a question's, and what the pipeline throws
 */
export async function askQuestion<Q extends TreeQuestion>(
  questions: CallRunner<StemmaProject>,
  name: Q,
  request: Readonly<Record<string, string>>,
  cancelled: AbortSignal,
  run?: RunInHand,
): Promise<AnswerTo<Q>> {
  const read = requests[name].safeParse(request);
  if (!read.success) throw new InvalidArgumentError(z.prettifyError(read.error));
  const given = read.data as Asked<Q>["given"];
  const { answer, isHeavy } = allAnswers[name] as Answering<Q>;
  const heavy = isHeavy === "always" || (isHeavy === "at a ref" && "at" in given);
  return questions.ask((project, options) => answer({ project, given, options, run }), {
    name,
    isHeavy: heavy,
    cancelled,
  });
}
