import type { NodeKind } from "../request/node-facts.js";

/** What is asked of a node that contains nothing, by its kind: a file takes and raises nothing. Of a text no model is asked. */
export const QUESTIONS: Readonly<Record<Exclude<NodeKind, "TEXT">, string>> = {
  FUNCTION: "Say what it takes, gives, changes and raises.",
  CLASS: "Say what it stands for, what it holds and how it is used.",
  FILE: "Say what it is for and what it sets up.",
  FOLDER: "Say what it is for.",
};
