import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SymbolHistoryAnswer } from "../src/api/history.js";
import { SymbolRevisions } from "../src/views/symbol-revisions.js";
import { words } from "../src/words/english.js";
import { startWords } from "../src/words/english-start.js";
import { AskError, ask } from "./ask.js";

/** When a symbol changed; asked for by hand, since the history is opened for it. */
export function SymbolHistory({ id }: { readonly id: string }): JSX.Element {
  const [isWanted, setWanted] = useState(false);
  const [answer, setAnswer] = useState<SymbolHistoryAnswer | AskError | null>(null);
  useEffect(() => {
    setWanted(false);
    setAnswer(null);
  }, [id]);
  useEffect(() => {
    if (!isWanted) return undefined;
    const stopped = new AbortController();
    ask("symbol-history", { id }, stopped.signal)
      .then(setAnswer)
      .catch((error: unknown) => {
        if (!stopped.signal.aborted)
          setAnswer(error instanceof AskError ? error : new AskError(String(error)));
      });
    return () => stopped.abort();
  }, [isWanted, id]);
  return (
    <section>
      <h2>{words.symbolHistory}</h2>
      {!isWanted && (
        <button type="button" onClick={() => setWanted(true)}>
          {words.showHistory}
        </button>
      )}
      {isWanted && answer === null && <p role="status">{startWords.loading}</p>}
      {answer instanceof AskError && <p class="notice">{answer.message}</p>}
      {answer !== null && !(answer instanceof AskError) && <SymbolRevisions answer={answer} />}
    </section>
  );
}
