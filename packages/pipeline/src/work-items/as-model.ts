import {
  type Completion,
  type CompletionRequest,
  type LlmProvider,
  stackMiddleware,
  withTaint,
} from "@stemma/llm";
import { withMaskedSecrets } from "../secrets/with-masked-secrets.js";

/** Who writes, where no provider of this package does. */
export const ASSISTANT = "assistant";

/** What a model was asked, and what is to be kept of its answer. */
interface AskedAndAnswered {
  readonly asked: CompletionRequest;
  readonly answer: Completion;
}

/**
 * Question and answer as a configured model's go in and out: no secrets in either, and what speaks to models is not handed on.
 * `write` is shown what is asked.
 */
export async function asModel(
  request: CompletionRequest,
  write: (asked: CompletionRequest) => Completion,
): Promise<AskedAndAnswered> {
  let asked = request;
  const model: LlmProvider = {
    name: ASSISTANT,
    model: ASSISTANT,
    promptVersion: "1",
    getCompletion: (given) => {
      asked = given;
      return Promise.resolve(write(given));
    },
  };
  const answer = await stackMiddleware(model, [withTaint(), withMaskedSecrets()]).getCompletion(request);
  return { asked, answer };
}
