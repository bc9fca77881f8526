import type { Action, Done, Given } from "../src/api/actions.js";
import type { Failure } from "../src/api/requests.js";
import { startWords } from "../src/words/english-start.js";
import { AskError } from "./ask.js";

/** Has the server do something. @throws {@link AskError} */
export async function act<A extends Action>(action: A, given: Given<A>): Promise<Done> {
  let response: Response;
  try {
    response = await fetch(`/api/do/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(given),
    });
  } catch {
    throw new AskError(startWords.failed.noServer);
  }
  if (response.status === 401) throw new AskError(startWords.failed.locked);
  if (response.status === 405) throw new AskError(startWords.failed.onlyReads);
  const body = (await response.json()) as Done | Failure;
  if (response.ok) return body as Done;
  const { message, advice } = (body as Failure).error;
  throw new AskError(message, advice);
}
