import type { Standing } from "@stemma/pipeline";
import type { StandingAnswer } from "../api/standing.js";

/** Files that an answer names; the others are counted. */
const MOST_FILES = 200;

/** The standing as answers carry it. */
export function toldStanding({ files, because, ...standing }: Standing): StandingAnswer {
  return {
    ...standing,
    files: files.slice(0, MOST_FILES).map(({ path, change }) => ({ path, change })),
    moreFiles: Math.max(0, files.length - MOST_FILES),
    because: because.map(({ code, words }) => ({ code, words })),
  };
}
