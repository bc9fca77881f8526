import { answerQuestion } from "../ask/answer-question.js";
import { gatherPassages } from "../ask/gather-passages.js";
import type { TreeAnswer } from "../ask/tree-answer.js";
import { openAnswerer } from "../llm/open-answerer.js";
import type { Answer } from "../standing/standing.js";
import type { GraphQuestions } from "./graph-questions.js";
import type { ProjectContext } from "./project-context.js";
import type { AskOptions } from "./project-options.js";
import type { SearchQuestions } from "./search-questions.js";

/** Searches, looks around in the graph, and has the configured language model answer from what was found. */
export async function askProject(
  project: ProjectContext,
  { search, graph: graphs }: { readonly search: SearchQuestions; readonly graph: GraphQuestions },
  question: string,
  { limit = 8, at, filter, onText, onPassages, ...options }: AskOptions,
): Promise<Answer<TreeAnswer>> {
  const found = await search.ranked(question, { limit, at, filter, ...options });
  const passages = await gatherPassages(await graphs.graphAt(at, options), found, options);
  onPassages?.(passages);
  const { config, logger } = project;
  const answerer =
    passages.length === 0 ? null : await openAnswerer(config, { environment: process.env, logger });
  const standing = await project.standingAt(at, options);
  if (answerer === null) return { question, answer: null, passages, standing };
  const answering = { graph: await project.stores.graph(), answerer, onText };
  const answer = await answerQuestion(answering, question, passages, options);
  return { question, answer, passages, standing };
}
