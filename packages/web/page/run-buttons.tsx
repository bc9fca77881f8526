import type { JSX } from "preact";
import type { RunAnswer } from "../src/api/run.js";
import { words } from "../src/words/english.js";
import type { Acts } from "./use-acts.js";

/** Begin, go on, stop: what fits how the run stands. */
export function RunButtons({
  answer: { run, inHand },
  acts: { isBusy, perform },
}: {
  readonly answer: RunAnswer;
  readonly acts: Acts;
}): JSX.Element {
  if (inHand?.isUnderWay)
    return (
      <p class="buttons">
        <button type="button" disabled={isBusy} onClick={() => void perform("stop-document", {})}>
          {words.runs.stop}
        </button>
      </p>
    );
  // Of another process, which is not this page's to stop.
  if (run?.outcome === "running") return <p class="quiet">{words.runs.elsewhere}</p>;
  return (
    <p class="buttons">
      <button type="button" disabled={isBusy} onClick={() => void perform("document", {})}>
        {words.runs.start}
      </button>
      {run !== null && run.outcome !== "complete" && (
        <button type="button" disabled={isBusy} onClick={() => void perform("resume-document", {})}>
          {words.runs.resume}
        </button>
      )}
    </p>
  );
}
