import type { Logger } from "@stemma/core";
import { StemmaError } from "@stemma/core";
import { visibleValue } from "@stemma/pipeline";
import { Hono } from "hono";
import type { Actor } from "../actions/do-action.js";
import { allAnswers } from "../answers/all-answers.js";
import { askQuestion } from "../answers/ask-question.js";
import { SharedAnswers } from "../answers/shared-answers.js";
import type { CollectionQuestion, Question, TreeQuestion } from "../api/requests.js";
import type { StandingAnswer } from "../api/standing.js";
import { type AskedPlace, askCollections, collectionAnswers } from "../collections/ask-collections.js";
import { addActionRoutes } from "./action-routes.js";
import { addEventRoute } from "./event-route.js";
import { failedAnswer } from "./failed-answer.js";
import { type GuardOptions, guard } from "./guard.js";
import { SAFE_HEADERS } from "./headers.js";
import { type PageFile, START_PAGE } from "./page-files.js";

/** What a server is made of. */
export interface AppOptions extends GuardOptions {
  /** On the documented tree; `undefined` where only collections are served. */
  readonly actor: Actor | undefined;
  readonly place: AskedPlace;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly logger: Logger;
  /** Fires when the server ends. */
  readonly signal: AbortSignal;
}

type Request = Readonly<Record<string, string>>;

/** The server as a function of requests: the page, its answers, and what tells it of changes. */
export function createApp(options: AppOptions): Hono {
  const { actor, place, files, logger, signal, canWrite } = options;
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(SAFE_HEADERS)) context.header(name, value);
  });
  app.use(guard(options));

  // Several pages ask the same when something has changed: it is found out once, but not by what began to look before that.
  const shared = new SharedAnswers<object>();
  let changes = 0;
  const addAnswer = (
    question: Question,
    answer: (given: Request, cancelled: AbortSignal) => Promise<object>,
  ): void => {
    app.get(`/api/${question}`, async (context) => {
      context.header("cache-control", "no-store");
      try {
        const cancelled = AbortSignal.any([context.req.raw.signal, signal]);
        const given = context.req.query();
        const name = JSON.stringify([changes, question, Object.entries(given).sort()]);
        const answered = shared.run(name, cancelled, async (gone) => visibleValue(await answer(given, gone)));
        return context.json(await answered);
      } catch (error) {
        if (!StemmaError.isInstance(error)) logger.error({ error, question }, "A question failed");
        const { status, headers, body } = failedAnswer(error);
        return context.json(visibleValue(body), status, headers);
      }
    });
  };

  if (actor !== undefined) {
    const { questions, run } = actor;
    const standings = new SharedAnswers<StandingAnswer>();
    for (const question of Object.keys(allAnswers) as TreeQuestion[])
      addAnswer(question, (given, cancelled) => askQuestion(questions, question, given, cancelled, run));
    let seen = "";
    const look = async (): Promise<StandingAnswer> => {
      const standing = await standings.run("standing", signal, (gone) =>
        askQuestion(questions, "standing", {}, gone),
      );
      const now = JSON.stringify(standing);
      if (now !== seen) changes++;
      seen = now;
      return standing;
    };
    addEventRoute(app, look, signal);
    if (canWrite) addActionRoutes(app, { actor, logger, signal, onDone: () => changes++ });
  }
  for (const question of Object.keys(collectionAnswers) as CollectionQuestion[])
    addAnswer(question, (given, cancelled) => askCollections(place, question, given, cancelled));
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
