/** An element id of Neo4j 5, by which nodes of foreign graphs are known. */
const ELEMENT_ID = /^\d+:[0-9a-f-]{36}:\d+$/u;

/** True for ids that may be the database's own. */
export function isElementId(id: string): boolean {
  return ELEMENT_ID.test(id);
}

/** Parameters of a look-up by ids. */
export function idParameters(ids: readonly string[]): { ids: readonly string[]; elementIds: string[] } {
  return { ids, elementIds: ids.filter(isElementId) };
}
