import type { Answering } from "./question.js";
import { toldStanding } from "./told-standing.js";

/** How the last run of `document` goes or went. */
export const run: Answering<"run"> = {
  isHeavy: "never",
  async answer({ project, options, run: inHand }) {
    const progress = await project.run(options);
    const standing = toldStanding(await project.standing());
    return {
      view: "run",
      run: progress === null ? null : { ...progress },
      inHand: inHand?.told() ?? null,
      standing,
    };
  },
};
