import { hash } from "node:crypto";
import type { TreeTables } from "./query-kind.js";
import { ALL_QUERY_KINDS, type Questions } from "./tree-queries.js";

/** Hash of the answers to a file's questions, also to those that an earlier scan asked; noted nowhere. */
export function hashAnswers(tables: TreeTables, questions: Questions): string {
  const answers = ALL_QUERY_KINDS.map(([name, kind]) =>
    questions[name].map((reference) => kind.answer(tables, reference)),
  );
  return hash("sha1", JSON.stringify(answers));
}
