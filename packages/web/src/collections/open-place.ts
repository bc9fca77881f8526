// Loaded when collections are first asked for.
import { type FindChromaLocationOptions, ProjectCollections } from "@stemma/pipeline/collections";

/** The collections of a data directory, or of the nearest documented tree. */
export function openPlace(
  directory: string,
  options: FindChromaLocationOptions,
): Promise<ProjectCollections> {
  return ProjectCollections.open(directory, options);
}
