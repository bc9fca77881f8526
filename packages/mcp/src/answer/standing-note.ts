import type { Standing } from "@stemma/pipeline";

/** Files that an answer names; the others are counted. */
const MOST_FILES = 20;

/** The standing as an answer carries it, and what was left out of it. */
export function shortStanding(standing: Standing): {
  readonly standing: Standing;
  readonly omitted: readonly string[];
} {
  const { files } = standing;
  if (files.length <= MOST_FILES) return { standing, omitted: [] };
  const left = `standing.files: ${files.length - MOST_FILES} more changed files; all are in git status`;
  return { standing: { ...standing, files: files.slice(0, MOST_FILES) }, omitted: [left] };
}

/** One line on where an answer stands, for the text beside the data. */
export function standingLine({ ref, commit, freshness, because }: Standing): string {
  const place = ref ?? (commit === null ? "no history" : commit.slice(0, 8));
  const reasons = because.map(({ words }) => ` ${words}.`).join("");
  return `[${place}, ${freshness}]${reasons}`;
}

/** How the file of a place differs from what was documented. */
export type Change = "added" | "modified" | "deleted";

/** Which files are not as they were documented, by path. */
export function changedPaths({ files }: Standing): ReadonlyMap<string, Change> {
  return new Map(files.map(({ path, change }) => [path, change]));
}
