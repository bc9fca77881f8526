import { type SearchFilter, type SearchResult, type Standing, StemmaProject } from "@stemma/pipeline";
import type { CommandContext } from "./command-context.js";

/** What is asked. */
export interface AskedSearch {
  readonly question: string;
  readonly limit: number;
  readonly like: string | undefined;
  readonly at: string | undefined;
  readonly filter: SearchFilter;
}

/** What was found, by whatever process. */
export interface FoundPlaces {
  readonly root: string;
  readonly results: readonly SearchResult[];
  readonly standing: Standing;
}

/** Searches in this process. What was found is told before the tree is closed, which takes longer than to answer. */
export async function searchHere(
  { question, ...options }: AskedSearch,
  { directory, flags, logger, signal }: CommandContext,
  tell: (found: FoundPlaces) => void,
): Promise<void> {
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const results = await project.search(question, { ...options, signal });
  tell({ root: project.state.root, results, standing: results.standing });
}
