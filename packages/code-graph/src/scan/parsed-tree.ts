import type { SkippedFile } from "../discover/skip-reason.js";
import { FactsLostError } from "../errors/facts-lost-error.js";
import type { FactsSpool } from "../facts/facts-spool.js";
import { contentHashIn, type FactsStore } from "../facts/facts-store.js";
import type { FileFacts } from "../facts/file-facts.js";
import { DeclaredDocumentation } from "../graph/declared-documentation.js";
import { Program } from "../link/program/program.js";
import type { FileWithKey, StagedFile } from "./file-stage.js";
import type { ScanOptions } from "./scan-options.js";

/** The files of a scan with what was found in them; their facts lie on disk, those parsed now and those known before. */
export class ParsedTree {
  readonly program: Program;
  readonly files: FileWithKey[] = [];
  readonly skipped: SkippedFile[];
  changedFiles = 0;
  textOnlyFiles = 0;
  parsedFiles = 0;
  /** Units whose facts the last scan did not know. */
  readonly newUnits = new Set<number>();
  readonly documentation = new DeclaredDocumentation();
  readonly #spool: FactsSpool;
  readonly #known: FactsStore | null;

  constructor(spool: FactsSpool, { facts, heldFactsWeight }: ScanOptions, skipped: readonly SkippedFile[]) {
    this.#spool = spool;
    this.#known = facts ?? null;
    this.skipped = [...skipped];
    this.program = new Program({ factsOf: (unit) => this.#factsOf(unit) }, heldFactsWeight);
  }

  /** Content hashes by path. */
  hashes(): ReadonlyMap<string, string> {
    return new Map(this.files.map(({ path, key }) => [path, contentHashIn(key)]));
  }

  /** Adds the next file, in the order of their paths. */
  add(file: FileWithKey, facts: FileFacts): void {
    this.files.push(file);
    this.program.addUnit(file.path, file.language, facts);
    this.documentation.add(file.path, facts);
  }

  /** Adds the next file with facts from wherever they came. */
  addStaged({ path, language, key, facts, origin }: StagedFile): void {
    if (origin === "parsed") this.parsedFiles++;
    if (origin === "text only") this.textOnlyFiles++;
    // The next scan tries again.
    if (origin !== "known") {
      this.newUnits.add(this.files.length);
      this.#spool.add(key, facts, { isKept: origin === "parsed" });
    }
    this.add({ path, language, key }, facts);
  }

  #factsOf(unit: number): FileFacts {
    const { key = "", path = "" } = this.files[unit] ?? {};
    const facts = this.#spool.read(key) ?? this.#known?.read(key);
    if (facts === undefined || facts === null) throw new FactsLostError(path);
    return facts;
  }
}
