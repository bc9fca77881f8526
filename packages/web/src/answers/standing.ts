import type { Answering } from "./question.js";
import { toldStanding } from "./told-standing.js";

/** Where the index stands, alone: what is looked at again and again. */
export const standing: Answering<"standing"> = {
  isHeavy: "never",
  answer: async ({ project }) => toldStanding(await project.standing()),
};
