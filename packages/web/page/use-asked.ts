import { useEffect, useState } from "preact/hooks";
import type { AnswerTo } from "../src/api/answers.js";
import type { Question } from "../src/api/requests.js";
import { AskError, ask } from "./ask.js";
import { standingNow } from "./shown.js";

/** What a part of a view asks by itself: `null` until it is answered, and while nothing is `given` for it. */
export function useAsked<Q extends Question>(
  question: Q,
  given: Readonly<Record<string, string>> | null,
): AnswerTo<Q> | AskError | null {
  const [answer, setAnswer] = useState<AnswerTo<Q> | AskError | null>(null);
  const key = JSON.stringify(given);
  // Another state of the tree: it is asked again, and what was answered stays until then.
  const since = standingNow.value?.since;
  useEffect(() => setAnswer(null), [question, key]);
  useEffect(() => {
    if (given === null) return undefined;
    const stopped = new AbortController();
    ask(question, given, stopped.signal)
      .then((found) => setAnswer(() => found))
      .catch((error: unknown) => {
        if (!stopped.signal.aborted)
          setAnswer(error instanceof AskError ? error : new AskError(String(error)));
      });
    return () => stopped.abort();
  }, [question, key, since]);
  return answer;
}
