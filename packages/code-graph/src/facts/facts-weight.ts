import { getHeapStatistics } from "node:v8";
import type { FileFacts } from "./file-facts.js";

/** About what one unit of weight takes with all that belongs to it. */
const BYTES = 200;
/** What small heaps get by with. */
const LEAST = 200_000;
/** More than this was no faster on any tree that was measured. */
const MOST = 3_200_000;

/** About how many objects the facts of a file are; with what belongs to them, some two hundred bytes each. */
export function weightOf(facts: FileFacts): number {
  const { definitions, scopes, calls, accesses = [], attributes, imports } = facts;
  return (
    20 +
    12 * definitions.length +
    6 * scopes.length +
    8 * calls.length +
    6 * accesses.length +
    6 * attributes.length +
    imports.length
  );
}

/** How much facts may weigh that are held in memory: an eighth of what the heap may still grow by and the machine still has. */
export function heldFactsWeight(): number {
  const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics();
  const free = Math.min(limit - used, process.availableMemory());
  return Math.min(MOST, Math.max(LEAST, Math.floor(free / 8 / BYTES)));
}
