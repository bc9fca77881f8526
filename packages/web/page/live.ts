import type { StandingAnswer } from "../src/api/standing.js";
import { showAgain, shown, standingNow } from "./shown.js";

/** Follows where the index stands; when it has moved, what is shown is asked for again. */
export function followIndex(): void {
  const events = new EventSource("/api/events");
  events.addEventListener("standing", ({ data }: MessageEvent<string>) => {
    const before = standingNow.peek();
    const standing = JSON.parse(data) as StandingAnswer;
    if (JSON.stringify(before) === JSON.stringify(standing)) return;
    standingNow.value = standing;
    if (before !== null || shown.peek() instanceof Error) showAgain();
  });
}
