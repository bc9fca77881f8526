import type { CallOptions } from "@stemma/core";
import type { OpenProjectOptions, StemmaProject } from "@stemma/pipeline";
import type { Action, Done, Given } from "../api/actions.js";
import type { RunInHand } from "./run-in-hand.js";

/** Which tree is served, for what opens it once more. */
export interface ServedTree {
  readonly directory: string;
  readonly opened: OpenProjectOptions;
}

/** What an action on the tree works with. */
export interface Acted<A extends Action> extends ServedTree {
  readonly project: StemmaProject;
  readonly given: Given<A>;
  readonly options: CallOptions;
}

/** An action on the tree, one at a time; or on the run that this server has begun. */
export type Acting<A extends Action> =
  | { readonly onTree: (acted: Acted<A>) => Promise<Done> }
  | { readonly onRun: (run: RunInHand, tree: ServedTree) => Promise<Done> };
