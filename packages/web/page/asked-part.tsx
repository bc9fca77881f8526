import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { AnswerTo } from "../src/api/answers.js";
import type { Question } from "../src/api/requests.js";
import { startWords } from "../src/words/english-start.js";
import { AskError } from "./ask.js";
import { useAsked } from "./use-asked.js";

/** A part of a view that is asked for by hand, since it takes more than the view itself. */
export function AskedPart<Q extends Question>({
  title,
  button,
  question,
  given,
  view: View,
}: {
  readonly title: string;
  readonly button: string;
  readonly question: Q;
  readonly given: Readonly<Record<string, string>>;
  readonly view: ComponentType<{ readonly answer: AnswerTo<Q> }>;
}): JSX.Element {
  const [isWanted, setWanted] = useState(false);
  const key = JSON.stringify(given);
  useEffect(() => setWanted(false), [question, key]);
  const answer = useAsked(question, isWanted ? given : null);
  return (
    <section>
      <h2>{title}</h2>
      {!isWanted && (
        <button type="button" onClick={() => setWanted(true)}>
          {button}
        </button>
      )}
      {isWanted && answer === null && <p role="status">{startWords.loading}</p>}
      {answer instanceof AskError && <p class="notice">{answer.message}</p>}
      {answer !== null && !(answer instanceof AskError) && <View answer={answer} />}
    </section>
  );
}
