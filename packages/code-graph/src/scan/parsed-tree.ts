import type { SkippedFile } from "../discover/skip-reason.js";
import type { FactsSpool } from "../facts/facts-spool.js";
import type { FactsStore } from "../facts/facts-store.js";
import type { FileFacts } from "../facts/file-facts.js";
import { FactsLostError } from "../errors/facts-lost-error.js";
import { Program } from "../link/program.js";
import type { StagedFile } from "./file-stage.js";

/** The files of a scan, their facts on disk: those that were parsed now, and those that were known. */
export class ParsedTree {
  readonly program: Program;
  readonly paths: string[] = [];
  readonly skipped: SkippedFile[];
  readonly usedKeys = new Set<string>();
  changedFiles = 0;
  parsedFiles = 0;
  readonly #keys: string[] = [];
  readonly #spool: FactsSpool;
  readonly #known: FactsStore | null;

  constructor(spool: FactsSpool, known: FactsStore | null, skipped: readonly SkippedFile[]) {
    this.#spool = spool;
    this.#known = known;
    this.skipped = [...skipped];
    this.program = new Program({ factsOf: (unit) => this.#factsOf(unit) });
  }

  /** Adds the next file, in the order of their paths. */
  add({ path, language, facts, key, wasParsed }: StagedFile): void {
    if (wasParsed) {
      this.parsedFiles++;
      this.#spool.add(key, facts);
    }
    this.paths.push(path);
    this.#keys.push(key);
    this.usedKeys.add(key);
    this.program.addUnit(path, language, facts);
  }

  #factsOf(unit: number): FileFacts {
    const key = this.#keys[unit] ?? "";
    const facts = this.#spool.read(key) ?? this.#known?.read(key);
    if (facts === undefined || facts === null) throw new FactsLostError(this.paths[unit] ?? "");
    return facts;
  }
}
