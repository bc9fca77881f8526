import type { CallOptions } from "@stemma/core";
import type { StemmaProject } from "@stemma/pipeline";
import type * as z from "zod";
import type { RunInHand } from "../actions/run-in-hand.js";
import type { AnswerTo } from "../api/answers.js";
import type { requests, TreeQuestion } from "../api/requests.js";

/** What a question is answered from. */
export interface Asked<Q extends TreeQuestion> {
  readonly project: StemmaProject;
  readonly given: z.output<(typeof requests)[Q]>;
  readonly options: CallOptions;
  /** The run that this server has begun. */
  readonly run?: RunInHand | undefined;
}

/** How one question is answered. */
export interface Answering<Q extends TreeQuestion> {
  /** Whether it needs Python: always, or where an earlier version is asked. */
  readonly isHeavy: "never" | "at a ref" | "always";
  readonly answer: (asked: Asked<Q>) => Promise<AnswerTo<Q>>;
}
