import type { Logger } from "@stemma/core";
import { InvalidArgumentError, StemmaError } from "@stemma/core";
import { visibleValue } from "@stemma/pipeline";
import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Actor, doAction } from "../actions/do-action.js";
import { type Action, actions } from "../api/actions.js";
import { failedAnswer } from "./failed-answer.js";
import { ACTIONS_PATH } from "./guard.js";

/** Bytes of a request: a text of one's own, and what it is about. */
const MOST_BYTES = 500_000;

/** What actions are answered with. */
export interface ActionRoutesOptions {
  readonly actor: Actor;
  readonly logger: Logger;
  /** Fires when the server ends. */
  readonly signal: AbortSignal;
  /** Told when something was done, or half of it. */
  readonly onDone: () => void;
}

/** One address for each action. A client that goes away does not stop what it began: half a merge would be worse. */
export function addActionRoutes(app: Hono, { actor, logger, signal, onDone }: ActionRoutesOptions): void {
  const limit = bodyLimit({
    maxSize: MOST_BYTES,
    onError: (context) =>
      context.json(failedAnswer(new InvalidArgumentError("what was sent is too long")).body, 413),
  });
  for (const action of Object.keys(actions) as Action[])
    app.post(ACTIONS_PATH + action, limit, async (context) => {
      context.header("cache-control", "no-store");
      try {
        const given = parsed(await context.req.text());
        return context.json(visibleValue(await doAction(actor, action, given, signal)));
      } catch (error) {
        if (!StemmaError.isInstance(error)) logger.error({ error, action }, "An action failed");
        const { status, headers, body } = failedAnswer(error);
        return context.json(visibleValue(body), status, headers);
      } finally {
        onDone();
      }
    });
  app.post("*", (context) => context.json(failedAnswer(new Error()).body, 404));
}

/** @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidArgumentError("what was sent is no JSON", { cause });
  }
}
