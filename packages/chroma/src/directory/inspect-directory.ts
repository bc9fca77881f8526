import type { CallOptions } from "@stemma/core";
import { callPython, type PythonLink } from "../embedded/call-python.js";
import type { CollectionAddress, DamagedCollection } from "./damaged-collection.js";

interface Finding extends CollectionAddress {
  readonly problem: string;
  readonly set_aside: readonly string[];
  readonly without_vector: number;
}

/**
 * Looks at every collection of a data directory: its vector index on disk, and whether each record has a vector in it or in
 * Chroma's log. Changes nothing. Reads each index once.
 *
 * Rejects with DATA_DIRECTORY_LOCKED, and DATA_DIRECTORY_UNUSABLE when there is no way to the collections at all.
 */
export async function inspectDirectory(
  directory: string,
  link: PythonLink,
  options: CallOptions = {},
): Promise<DamagedCollection[]> {
  const found = await callPython<Finding[]>(link, "InspectDirectory", "repair.inspect", [directory], options);
  return found.map(({ set_aside, without_vector, ...finding }) => ({
    ...finding,
    setAside: set_aside,
    withoutVector: without_vector,
  }));
}
