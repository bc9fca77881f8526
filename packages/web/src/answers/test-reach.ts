import type { Answering } from "./question.js";
import { toldStanding } from "./told-standing.js";

/** How much of each file tests come to. */
export const testReach: Answering<"test-reach"> = {
  isHeavy: "never",
  async answer({ project, options }) {
    const files = await project.testReach(options);
    return {
      view: "test-reach",
      files: files.map(({ path, functions, reached }) => ({ path, functions, reached })),
      standing: toldStanding(await project.standing()),
    };
  },
};
