import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { RunAnswer } from "../src/api/run.js";
import { RunView } from "../src/views/run-view.js";
import { ActNote } from "./act-note.js";
import { RunButtons } from "./run-buttons.js";
import { canWrite } from "./serves.js";
import { lookAgain } from "./shown.js";
import { useActs } from "./use-acts.js";

/** Milliseconds between looks at a run that is under way. */
const LOOK_MS = 1_000;

/** A run, looked at again and again while it goes. */
export function RunPage({ answer }: { readonly answer: RunAnswer }): JSX.Element {
  const acts = useActs();
  const { run, inHand } = answer;
  const isUnderWay = run?.outcome === "running" || inHand?.isUnderWay === true;
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const timer = setTimeout(() => void lookAgain(), LOOK_MS);
    return () => clearTimeout(timer);
  }, [answer, isUnderWay]);
  return (
    <RunView answer={answer}>
      {canWrite && <RunButtons answer={answer} acts={acts} />}
      <ActNote acts={acts} />
    </RunView>
  );
}
