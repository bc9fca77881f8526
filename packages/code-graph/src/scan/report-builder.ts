import type { NodeLabel, Relation, RelationType } from "@stemma/graph-store";
import type { SkippedFile, SkipReason } from "../discover/skip-reason.js";
import type { FileFacts } from "../facts/file-facts.js";
import type { UnresolvedCall } from "../link/program-linker.js";
import type { ScanReport } from "./scan-report.js";

const MOST_UNRESOLVED = 50;

/** Counts what a scan's report tells, file by file. */
export class ReportBuilder {
  readonly symbols: Record<NodeLabel, number> = { FOLDER: 0, FILE: 0, CLASS: 0, FUNCTION: 0 };
  readonly relations: Record<RelationType, number> = {
    CONTAINS: 0,
    CLASS_DEFINITION: 0,
    FUNCTION_DEFINITION: 0,
    CALLS: 0,
    IMPORTS: 0,
    INHERITS: 0,
  };
  /** CALLS relations by confidence. */
  readonly callsByConfidence: Record<string, number> = {};
  withSyntaxErrors = 0;
  readonly #unresolved = new Map<string, number>();

  addFile({ definitions, hasSyntaxError }: FileFacts): void {
    this.symbols.FILE++;
    for (const { kind } of definitions) this.symbols[kind === "class" ? "CLASS" : "FUNCTION"]++;
    if (hasSyntaxError) this.withSyntaxErrors++;
  }

  addRelations(relations: readonly Relation[]): void {
    for (const { type, confidence } of relations) {
      this.relations[type]++;
      if (type !== "CALLS") continue;
      const key = String(confidence);
      this.callsByConfidence[key] = (this.callsByConfidence[key] ?? 0) + 1;
    }
  }

  addUnresolved({ text }: UnresolvedCall): void {
    this.#unresolved.set(text, (this.#unresolved.get(text) ?? 0) + 1);
  }

  /** The callees that most often could not be resolved. */
  mostUnresolved(): ScanReport["calls"]["mostUnresolved"] {
    return [...this.#unresolved]
      .map(([text, count]) => ({ text, count }))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, MOST_UNRESOLVED);
  }
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
