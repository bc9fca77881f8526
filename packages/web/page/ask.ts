import type { AnswerTo } from "../src/api/answers.js";
import type { Failure, Question } from "../src/api/requests.js";
import { startWords } from "../src/words/english-start.js";

/** A question that was not answered, in words for people. */
export class AskError extends Error {
  readonly advice: string;

  constructor(message: string, advice = "") {
    super(message);
    this.advice = advice;
  }
}

/** Asks the server. @throws {@link AskError} */
export async function ask<Q extends Question>(
  question: Q,
  given: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<AnswerTo<Q>> {
  const query = new URLSearchParams(given).toString();
  let response: Response;
  try {
    response = await fetch(`/api/${question}${query === "" ? "" : `?${query}`}`, { signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new AskError(startWords.failed.noServer);
  }
  if (response.status === 401) throw new AskError(startWords.failed.locked);
  const body = (await response.json()) as AnswerTo<Q> | Failure;
  if (response.ok) return body as AnswerTo<Q>;
  const { message, advice } = (body as Failure).error;
  throw new AskError(message, advice);
}
