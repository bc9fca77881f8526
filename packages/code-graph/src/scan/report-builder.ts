import type { NodeLabel, Relation, RelationType } from "@stemma/graph-store";
import type { SkippedFile, SkipReason } from "../discover/skip-reason.js";
import type { FileFacts } from "../facts/file-facts.js";
import type { UnresolvedCall } from "../link/link-program.js";
import type { ScanReport } from "./scan-report.js";

const MOST_UNRESOLVED = 50;

/** Nodes of each label that these facts make. */
export function countSymbols(
  facts: readonly FileFacts[],
  folders: number,
): Readonly<Record<NodeLabel, number>> {
  const counts = { FOLDER: folders, FILE: facts.length, CLASS: 0, FUNCTION: 0 };
  for (const { definitions } of facts)
    for (const { kind } of definitions) counts[kind === "class" ? "CLASS" : "FUNCTION"]++;
  return counts;
}

/** Relations of each type. */
export function countRelations(relations: readonly Relation[]): Readonly<Record<RelationType, number>> {
  const counts: Record<RelationType, number> = {
    CONTAINS: 0,
    CLASS_DEFINITION: 0,
    FUNCTION_DEFINITION: 0,
    CALLS: 0,
    IMPORTS: 0,
    INHERITS: 0,
  };
  for (const { type } of relations) counts[type]++;
  return counts;
}

/** CALLS relations by confidence. */
export function countByConfidence(relations: readonly Relation[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { type, confidence } of relations)
    if (type === "CALLS") counts[String(confidence)] = (counts[String(confidence)] ?? 0) + 1;
  return counts;
}

/** The callees that most often could not be resolved. */
export function mostUnresolved(calls: readonly UnresolvedCall[]): ScanReport["calls"]["mostUnresolved"] {
  const counts = new Map<string, number>();
  for (const { text } of calls) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, MOST_UNRESOLVED);
}

/** Files left out, by reason. */
export function countSkipped(
  skipped: readonly SkippedFile[],
  unsupported: number,
): Readonly<Partial<Record<SkipReason, number>>> {
  const counts: Partial<Record<SkipReason, number>> = {};
  if (unsupported > 0) counts.unsupported = unsupported;
  for (const { reason } of skipped) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
