import { type Relation, zeroNodeCounts, zeroRelationCounts } from "@stemma/graph-store";
import type { FileFacts } from "../facts/file-facts.js";
import type { ScanFindings } from "../facts/scan-record.js";
import { labelOf } from "../graph/build-nodes.js";
import { countRelations, type FileCounts, noCounts } from "../link/memory/link-counts.js";

const MOST_UNRESOLVED = 50;

/** Counts what a scan finds, file by file. */
export class FindingsBuilder {
  readonly #symbols = zeroNodeCounts();
  #withSyntaxErrors = 0;
  /** Of all files together. */
  readonly #counts = noCounts();
  readonly #unresolved = new Map<string, number>();

  addFile({ definitions, hasSyntaxError }: FileFacts): void {
    this.#symbols.FILE++;
    for (const definition of definitions) this.#symbols[labelOf(definition)]++;
    if (hasSyntaxError) this.#withSyntaxErrors++;
  }

  addRelations(relations: readonly Relation[]): void {
    countRelations(this.#counts, relations);
  }

  /** Adds what resolving a file counted. */
  addCounts({ relations, callsByConfidence, unresolved, ...counts }: FileCounts): void {
    for (const key of Object.keys(counts) as (keyof typeof counts)[]) this.#counts[key] += counts[key];
    addAll(this.#counts.relations, relations);
    addAll(this.#counts.callsByConfidence, callsByConfidence);
    for (const [text, count] of Object.entries(unresolved))
      this.#unresolved.set(text, (this.#unresolved.get(text) ?? 0) + count);
  }

  /** Everything, once all files and relations were added. */
  build(folders: number): ScanFindings {
    const counts = this.#counts;
    return {
      symbols: { ...this.#symbols, FOLDER: folders },
      relations: { ...zeroRelationCounts(), ...counts.relations },
      withSyntaxErrors: this.#withSyntaxErrors,
      calls: {
        resolved: counts.resolvedCalls,
        external: counts.externalCalls,
        unresolved: counts.unresolvedCalls,
        relationsByConfidence: counts.callsByConfidence,
        mostUnresolved: this.#mostUnresolved(),
      },
      imports: { inside: counts.importsInside, outside: counts.importsOutside },
    };
  }

  #mostUnresolved(): ScanFindings["calls"]["mostUnresolved"] {
    return [...this.#unresolved]
      .map(([text, count]) => ({ text, count }))
      .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
      .slice(0, MOST_UNRESOLVED);
  }
}

function addAll<K extends string>(
  sums: Partial<Record<K, number>>,
  counts: Partial<Record<K, number>>,
): void {
  for (const key of Object.keys(counts) as K[]) sums[key] = (sums[key] ?? 0) + (counts[key] ?? 0);
}
