import type { TreeQuestion } from "../api/requests.js";
import { changes } from "./changes.js";
import { history } from "./history.js";
import { merge } from "./merge.js";
import { neighbourhood } from "./neighbourhood.js";
import { overview } from "./overview.js";
import { place } from "./place.js";
import type { Answering } from "./question.js";
import { run } from "./run.js";
import { search, suggest } from "./search.js";
import { sources } from "./sources.js";
import { standing } from "./standing.js";
import { symbolHistory } from "./symbol-history.js";
import { testReach } from "./test-reach.js";

/** How each question is answered. */
export const allAnswers: { readonly [Q in TreeQuestion]: Answering<Q> } = {
  overview,
  place,
  suggest,
  search,
  history,
  changes,
  "symbol-history": symbolHistory,
  sources,
  "test-reach": testReach,
  neighbourhood,
  merge,
  run,
  standing,
};
