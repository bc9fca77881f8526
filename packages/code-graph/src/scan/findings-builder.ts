import type { NodeLabel, Relation, RelationType } from "@stemma/graph-store";
import type { FileFacts } from "../facts/file-facts.js";
import type { ScanFindings } from "../facts/scan-record.js";
import type { LinkCounts, UnresolvedCall } from "../link/program-linker.js";

const MOST_UNRESOLVED = 50;

/** Counts what a scan finds, file by file. */
export class FindingsBuilder {
  readonly #symbols: Record<NodeLabel, number> = { FOLDER: 0, FILE: 0, CLASS: 0, FUNCTION: 0 };
  readonly #relations: Record<RelationType, number> = {
    CONTAINS: 0,
    CLASS_DEFINITION: 0,
    FUNCTION_DEFINITION: 0,
    CALLS: 0,
    IMPORTS: 0,
    INHERITS: 0,
  };
  readonly #callsByConfidence: Record<string, number> = {};
  #withSyntaxErrors = 0;
  readonly #unresolved = new Map<string, number>();

  addFile({ definitions, hasSyntaxError }: FileFacts): void {
    this.#symbols.FILE++;
    for (const { kind } of definitions) this.#symbols[kind === "class" ? "CLASS" : "FUNCTION"]++;
    if (hasSyntaxError) this.#withSyntaxErrors++;
  }

  addRelations(relations: readonly Relation[]): void {
    for (const { type, confidence } of relations) {
      this.#relations[type]++;
      if (type !== "CALLS") continue;
      const key = String(confidence);
      this.#callsByConfidence[key] = (this.#callsByConfidence[key] ?? 0) + 1;
    }
  }

  addUnresolved({ text }: UnresolvedCall): void {
    this.#unresolved.set(text, (this.#unresolved.get(text) ?? 0) + 1);
  }

  /** Everything, once all files and relations were added. */
  build(folders: number, counts: LinkCounts): ScanFindings {
    return {
      symbols: { ...this.#symbols, FOLDER: folders },
      relations: this.#relations,
      withSyntaxErrors: this.#withSyntaxErrors,
      calls: {
        resolved: counts.resolvedCalls,
        external: counts.externalCalls,
        unresolved: counts.unresolvedCalls,
        relationsByConfidence: this.#callsByConfidence,
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
