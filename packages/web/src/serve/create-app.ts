import type { Logger } from "@stemma/core";
import { StemmaError } from "@stemma/core";
import { type CallRunner, type StemmaProject, visibleValue } from "@stemma/pipeline";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { allAnswers } from "../answers/all-answers.js";
import { askQuestion } from "../answers/ask-question.js";
import { SharedAnswers } from "../answers/shared-answers.js";
import type { Question } from "../api/requests.js";
import type { StandingAnswer } from "../api/standing.js";
import { failedAnswer } from "./failed-answer.js";
import { type GuardOptions, guard } from "./guard.js";
import { SAFE_HEADERS } from "./headers.js";
import { type PageFile, START_PAGE } from "./page-files.js";
import { followStanding } from "./standing-events.js";

/** What a server is made of. */
export interface AppOptions extends GuardOptions {
  readonly questions: CallRunner<StemmaProject>;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly logger: Logger;
  /** Fires when the server ends. */
  readonly signal: AbortSignal;
}

/** Pages that follow the tree at once; each looks every second or two. */
const MOST_FOLLOWERS = 20;

/** The server as a function of requests: the page, its answers, and what tells it of changes. */
export function createApp(options: AppOptions): Hono {
  const { questions, files, logger, signal } = options;
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(SAFE_HEADERS)) context.header(name, value);
  });
  app.use(guard(options));

  const standings = new SharedAnswers<StandingAnswer>();
  // Whoever goes away does not take it from the others who wait for it.
  const standing = (): Promise<StandingAnswer> =>
    standings.run("standing", () => askQuestion(questions, "standing", {}, signal));

  for (const question of Object.keys(allAnswers) as Question[])
    app.get(`/api/${question}`, async (context) => {
      context.header("cache-control", "no-store");
      try {
        const cancelled = AbortSignal.any([context.req.raw.signal, signal]);
        const given = context.req.query();
        const answer = await (question === "standing" && Object.keys(given).length === 0
          ? standing()
          : askQuestion(questions, question, given, cancelled));
        return context.json(visibleValue(answer));
      } catch (error) {
        if (!StemmaError.isInstance(error)) logger.error({ error, question }, "A question failed");
        const { status, body } = failedAnswer(error);
        return context.json(visibleValue(body), status);
      }
    });

  let followers = 0;
  app.get("/api/events", (context) => {
    if (followers >= MOST_FOLLOWERS) return context.text("Too many pages follow this tree.\n", 503);
    followers++;
    return streamSSE(context, async (stream) => {
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      const over = AbortSignal.any([gone.signal, signal]);
      try {
        await followStanding({
          look: standing,
          tell: (standing) =>
            stream.writeSSE({ event: "standing", data: JSON.stringify(visibleValue(standing)) }),
          signal: over,
        });
      } finally {
        followers--;
      }
    });
  });
  app.get("/api/*", (context) => context.json(failedAnswer(new Error()).body, 404));

  app.get("*", (context) => {
    const { path } = context.req;
    const file = files.get(path) ?? (path.startsWith("/assets/") ? undefined : files.get(START_PAGE));
    if (file === undefined) return context.text("No such file.\n", 404);
    const { bytes, type } = file;
    // The names of assets have their content's hash.
    const cache = path.startsWith("/assets/") ? "private, max-age=31536000, immutable" : "no-store";
    return context.body(bytes, 200, { "content-type": type, "cache-control": cache });
  });
  return app;
}
