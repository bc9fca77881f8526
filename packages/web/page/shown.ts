import { effect, signal } from "@preact/signals";
import type { AnswerTo } from "../src/api/answers.js";
import type { Question } from "../src/api/requests.js";
import type { StandingAnswer } from "../src/api/standing.js";
import { address, refOf } from "./address.js";
import { AskError, ask } from "./ask.js";

/** What a view shows. */
export type Shown = Exclude<
  AnswerTo<Exclude<Question, "suggest" | "symbol-history" | "standing">>,
  undefined
>;

/** What the page shows now, or why it can't. */
export const shown = signal<Shown | AskError | null>(null);
export const isLoading = signal(false);
/** Where the index stands now, whichever version is looked at. */
export const standingNow = signal<StandingAnswer | null>(null);

/** Answers that were given, for the browser's way back; forgotten when the index moves. */
const kept = new Map<string, Shown>();
const MOST_KEPT = 50;
let running = new AbortController();

/** Which question an address asks. */
function questionOf(
  url: URL,
): readonly [Exclude<Question, "suggest" | "symbol-history" | "standing">, string[]] {
  switch (url.pathname) {
    case "/place":
      return ["place", ["id", "at"]];
    case "/search":
      return ["search", ["q", "at"]];
    case "/history":
      return ["history", []];
    case "/changes":
      return ["changes", ["from", "to", "commit"]];
    case "/run":
      return ["run", []];
    default:
      return ["overview", ["at"]];
  }
}

/** Shows what the address asks for, whenever it changes. */
export function followAddress(): void {
  effect(() => void show(address.value));
}

/** Asks again: the index has moved, or the last answer failed. */
export function showAgain(): void {
  kept.clear();
  void show(address.peek());
}

async function show(url: URL): Promise<void> {
  running.abort();
  const { signal: stopped } = (running = new AbortController());
  const [question, names] = questionOf(url);
  const given = Object.fromEntries(
    names.flatMap((name) => {
      const value = url.searchParams.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const key = JSON.stringify([question, given]);
  const known = kept.get(key);
  if (known !== undefined) {
    shown.value = known;
    isLoading.value = false;
    return;
  }
  isLoading.value = true;
  try {
    const answer = await ask(question, given, stopped);
    kept.set(key, answer);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? "");
    shown.value = answer;
    if (refOf(url) === null) standingNow.value = answer.standing;
  } catch (error) {
    if (stopped.aborted) return;
    shown.value = error instanceof AskError ? error : new AskError(String(error));
  }
  if (running.signal === stopped) isLoading.value = false;
}
