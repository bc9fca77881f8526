import { useState } from "preact/hooks";
import type { Action, Given } from "../src/api/actions.js";
import { act } from "./act.js";
import { AskError } from "./ask.js";
import { showAgain } from "./shown.js";

/** What is being done, and what came of it. */
export interface Acts {
  readonly isBusy: boolean;
  readonly error: AskError | null;
  /** What came of the last one; the page shows it anew afterwards. */
  readonly outcome: string | null;
  readonly perform: <A extends Action>(action: A, given: Given<A>) => Promise<boolean>;
}

/** One action at a time, after which what is shown is asked for again. */
export function useActs(): Acts {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AskError | null>(null);
  const [outcome, setOutcome] = useState<string | null>(null);
  const perform: Acts["perform"] = async (action, given) => {
    setBusy(true);
    setError(null);
    try {
      setOutcome((await act(action, given)).outcome);
      return true;
    } catch (failed) {
      setError(failed instanceof AskError ? failed : new AskError(String(failed)));
      return false;
    } finally {
      setBusy(false);
      showAgain();
    }
  };
  return { isBusy, error, outcome, perform };
}
