import { visibleValue } from "@stemma/pipeline";
import type { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { StandingAnswer } from "../api/standing.js";
import { followStanding } from "./standing-events.js";

/** Pages that follow the tree at once; each looks every second or two. */
const MOST_FOLLOWERS = 20;

/** Tells pages where the index stands, whenever that changes. */
export function addEventRoute(app: Hono, look: () => Promise<StandingAnswer>, signal: AbortSignal): void {
  let followers = 0;
  app.get("/api/events", (context) => {
    if (followers >= MOST_FOLLOWERS)
      return context.text("Too many pages follow this tree.\n", 503, { "retry-after": "10" });
    followers++;
    return streamSSE(context, async (stream) => {
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      try {
        await followStanding({
          look,
          tell: (standing) =>
            stream.writeSSE({ event: "standing", data: JSON.stringify(visibleValue(standing)) }),
          signal: AbortSignal.any([gone.signal, signal]),
        });
      } finally {
        followers--;
      }
    });
  });
}
