import type { NodeKind } from "../request/node-facts.js";

/** What is asked of a node that contains nothing, by its kind: a file takes and raises nothing. */
export const QUESTIONS: Readonly<Record<NodeKind, string>> = {
  FUNCTION: "Say what it takes, gives, changes and raises.",
  CLASS: "Say what it stands for, what it holds and how it is used.",
  TEXT: "Say what it says.",
  FILE: "Say what it is for and what it sets up.",
  FOLDER: "Say what it is for.",
};
