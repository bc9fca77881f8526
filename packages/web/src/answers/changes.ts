import type { Changes, CommitSummary } from "@stemma/pipeline";
import type { Answering, Asked } from "./question.js";
import { toldChange } from "./told-change.js";
import { toldCommit } from "./told-commit.js";
import { toldStanding } from "./told-standing.js";

/** More changed symbols than these are counted. */
const MOST_SYMBOLS = 400;

/** What changed in words: in a commit, between two refs, or since the last commit. */
export const changes: Answering<"changes"> = {
  isHeavy: "always",
  async answer(asked) {
    const { project, given } = asked;
    const found = await changesOf(asked);
    const commit = "hash" in found ? toldCommit(found, await project.gitCommits([found])) : null;
    let room = MOST_SYMBOLS;
    const files = found.files.flatMap(({ path, symbols }) => {
      const shown = symbols.slice(0, room);
      room -= shown.length;
      return shown.length === 0 ? [] : { path, symbols: shown.map(toldChange) };
    });
    const all = found.files.reduce((sum, { symbols }) => sum + symbols.length, 0);
    return {
      view: "changes",
      from: given.from ?? null,
      to: given.to ?? null,
      commit,
      files,
      left: all - (MOST_SYMBOLS - room),
      standing: toldStanding(await project.standing()),
    };
  },
};

function changesOf({
  project,
  given: { from, to, commit },
  options,
}: Asked<"changes">): Promise<Changes | (CommitSummary & Changes)> {
  if (commit !== undefined) return project.showCommit(commit, options);
  return project.changes(from, from === undefined ? undefined : to, options);
}
