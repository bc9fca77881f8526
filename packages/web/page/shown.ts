import { effect, signal } from "@preact/signals";
import type { AnswerTo } from "../src/api/answers.js";
import type { CollectionQuestion, Question } from "../src/api/requests.js";
import type { StandingAnswer } from "../src/api/standing.js";
import { address, refOf } from "./address.js";
import { AskError, ask } from "./ask.js";
import { hasTree } from "./serves.js";

/** Questions whose answers are views of their own. */
type Viewed = Exclude<
  Question,
  "suggest" | "symbol-history" | "sources" | "test-reach" | "neighbourhood" | "standing"
>;
/** What a view shows. */
export type Shown = AnswerTo<Viewed>;
/** What a view of collections shows. */
export type ShownCollections = AnswerTo<CollectionQuestion>;

/** What the page shows now, or why it can't. */
export const shown = signal<Shown | AskError | null>(null);
export const isLoading = signal(false);
/** Where the index stands now, whichever version is looked at. */
export const standingNow = signal<StandingAnswer | null>(null);

/** Answers that were given, for the browser's way back; forgotten when the index moves. */
const kept = new Map<string, Shown>();
const MOST_KEPT = 50;
let running = new AbortController();

type Asking = readonly [question: Viewed, ...names: string[]];

/** Which question a path asks, with what of its address. */
const ASKED: Readonly<Record<string, Asking>> = {
  "/place": ["place", "id", "at"],
  "/search": ["search", "q", "at", "path", "language", "kind", "tests"],
  "/history": ["history"],
  "/changes": ["changes", "from", "to", "commit"],
  "/merge": ["merge", "ref"],
  "/run": ["run"],
  "/collections": ["collections", "at"],
  "/collections/records": ["records", "collection", "where", "contains", "offset", "at"],
  "/collections/record": ["record", "collection", "id", "at"],
  "/collections/nearest": ["nearest", "collection", "q", "where"],
  "/collections/map": ["vector-map", "collection"],
  "/collections/history": ["collection-history"],
  "/collections/changes": ["collection-changes", "from", "to", "commit"],
};
const FIRST: Asking = hasTree ? ["overview", "at"] : ["collections", "at"];

/** Shows what the address asks for, whenever it changes. */
export function followAddress(): void {
  effect(() => void show(address.value));
}

/** Asks again: the index has moved, or the last answer failed. */
export function showAgain(): void {
  kept.clear();
  void show(address.peek());
}

/** Asks again for what goes on meanwhile: what is shown stays until then, and nothing else is forgotten. */
export function lookAgain(): Promise<void> {
  return show(address.peek(), { isFresh: true });
}

async function show(url: URL, { isFresh = false } = {}): Promise<void> {
  running.abort();
  const { signal: stopped } = (running = new AbortController());
  const [question, ...names] = ASKED[url.pathname] ?? FIRST;
  const given = Object.fromEntries(
    names.flatMap((name) => {
      const value = url.searchParams.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const key = JSON.stringify([question, given]);
  const known = isFresh ? undefined : kept.get(key);
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
    if (refOf(url) === null && "standing" in answer) standingNow.value = answer.standing;
  } catch (error) {
    if (stopped.aborted) return;
    shown.value = error instanceof AskError ? error : new AskError(String(error));
  }
  if (running.signal === stopped) isLoading.value = false;
}
