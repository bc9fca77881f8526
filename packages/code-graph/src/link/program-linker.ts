import type { Relation, RelationType } from "@stemma/graph-store";
import { type CallSite, FILE_ITSELF } from "../facts/file-facts.js";
import { type CallKind, CallLinker, type LinkedCall } from "./call-linker.js";
import { Evaluator } from "./evaluate/evaluator.js";
import type { SymbolNumber } from "./evaluate/value.js";
import { countRelations, type FileCounts, noCounts } from "./memory/link-counts.js";
import type { LinkMemory } from "./memory/link-memory.js";
import { prepareHierarchy } from "./memory/prepare-hierarchy.js";
import type { Program } from "./program/program.js";
import { NO_SYMBOL } from "./program/symbol-table.js";
import { Answers } from "./queries/answers.js";

/** A call whose target can't be told; it is never bound to a function that merely has the same name. */
export interface UnresolvedCall {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The callee as written, shortened to 80 characters. */
  readonly text: string;
}

/** A call with what it was bound to. */
export interface ObservedCall {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Offset of the call's first UTF-16 unit in the file. */
  readonly offset: number;
  /** The callee as written, shortened to 80 characters. */
  readonly text: string;
  readonly outcome: LinkedCall["outcome"];
  /** Ids of the functions and classes that it may reach, why, and how surely. */
  readonly targets: readonly { readonly id: string; readonly kind: CallKind; readonly confidence: number }[];
}

/** Sees each call with its outcome; for comparing with labels or with another tool. */
export type CallObserver = (call: ObservedCall) => void;

/** A node with the relations that begin at it. */
export interface LinkedNode {
  readonly fromId: string;
  readonly relations: readonly Relation[];
}

/** Who is told of calls while they are linked. */
export interface LinkObservers {
  readonly onCall?: CallObserver | undefined;
  readonly onUnresolvedCall?: ((call: UnresolvedCall) => void) | undefined;
}

/** Resolves imports, bases and calls, one file after the other, over the facts of all files. */
export class ProgramLinker {
  /** Of the file that was resolved last. */
  counts: FileCounts = noCounts();
  readonly #program: Program;
  readonly #observers: LinkObservers;
  readonly #evaluator: Evaluator;
  readonly #linker: CallLinker;
  readonly #answers: Answers;
  readonly #memory: LinkMemory | null;

  /** @param program complete. */
  constructor(program: Program, observers: LinkObservers = {}, memory: LinkMemory | null = null) {
    this.#program = program;
    this.#memory = memory;
    if (memory !== null) program.startLog();
    this.#observers = observers;
    this.#evaluator = new Evaluator(program);
    this.#linker = new CallLinker(this.#evaluator);
    const { hierarchy } = this.#evaluator;
    this.#answers = new Answers(program, hierarchy);
    prepareHierarchy({ program, hierarchy, answers: this.#answers, memory });
  }

  /** What a file counted when it was resolved last, if it would lead to the same now; else `null`. */
  knownCounts(unit: number): FileCounts | null {
    const known = this.#memory?.known("links", unit) ?? null;
    return known !== null && this.#answers.hashOf(known.questions) === known.answers ? known.counts : null;
  }

  /**
   * The relations that begin at a file and at each of its definitions, one after the other: a method that very many
   * classes override calls very many. They depend on the facts alone, not on which files were resolved before.
   */
  *linkUnit(number: number): Generator<LinkedNode> {
    const program = this.#program;
    program.begin();
    this.counts = noCounts();
    const { path, facts } = program.unit(number);
    const children = groupByOwner(facts.definitions.map(({ parent }, index) => [parent, index] as const));
    const calls = groupByOwner(facts.calls.map((call) => [call.owner, call] as const));
    for (let owner = FILE_ITSELF; owner < facts.definitions.length; owner++) {
      const symbol = program.symbolOf(number, owner);
      const fromId = owner === FILE_ITSELF ? path : program.symbolId(symbol);
      const relations: Relation[] = [];
      const add = (type: RelationType, toId: string, confidence = 1): void =>
        void relations.push({ type, fromId, toId, confidence });
      for (const child of children.get(owner) ?? []) {
        const childSymbol = program.symbolOf(number, child);
        const type = program.symbols.isClass(childSymbol) ? "CLASS_DEFINITION" : "FUNCTION_DEFINITION";
        add(type, program.symbolId(childSymbol));
      }
      if (owner === FILE_ITSELF)
        for (const target of this.#importsOf(number)) if (target !== path) add("IMPORTS", target);
      if (owner !== FILE_ITSELF && program.symbols.isClass(symbol)) {
        const { hierarchy } = this.#evaluator;
        for (const base of hierarchy.basesOf(symbol)) add("INHERITS", program.symbolId(base));
        // One that the text gives to the class already is counted there.
        for (const member of hierarchy.outsideFunctions(symbol))
          if (!children.get(owner)?.some((child) => program.symbolOf(number, child) === member))
            add("FUNCTION_DEFINITION", program.symbolId(member));
      }
      for (const [target, confidence] of this.#callsOf(number, calls.get(owner) ?? []))
        add("CALLS", program.symbolId(target), confidence);
      countRelations(this.counts, relations);
      yield { fromId, relations };
    }
    const questions = program.log?.take(number);
    if (questions !== undefined)
      this.#memory?.keep("links", number, {
        questions,
        answers: this.#answers.hashOf(questions),
        counts: this.counts,
      });
  }

  /** Whom these calls reach, without repetition; of several calls of one target the most certain counts. */
  #callsOf(number: number, calls: readonly CallSite[]): ReadonlyMap<SymbolNumber, number> {
    const confidences = new Map<SymbolNumber, number>();
    for (const call of calls) {
      const linked = this.#linker.link(number, call);
      this.#count(this.#program.unit(number).path, call, linked);
      for (const { symbol, confidence } of linked.targets)
        if ((confidences.get(symbol) ?? 0) < confidence) confidences.set(symbol, confidence);
      this.#program.trim();
    }
    return confidences;
  }

  /** Paths of the files that a file imports. */
  #importsOf(number: number): ReadonlySet<string> {
    const imported = new Set<string>();
    for (const { specifier, names } of this.#program.unit(number).facts.imports) {
      const targets = importedFiles(this.#program, number, specifier, names);
      if (targets === null) this.counts.importsOutside++;
      else this.counts.importsInside++;
      for (const target of targets ?? []) imported.add(target);
    }
    return imported;
  }

  #count(path: string, { line, at, text }: CallSite, { outcome, targets }: LinkedCall): void {
    if (outcome === "resolved") this.counts.resolvedCalls++;
    else if (outcome === "external") this.counts.externalCalls++;
    else {
      this.counts.unresolvedCalls++;
      this.counts.unresolved[text] = (this.counts.unresolved[text] ?? 0) + 1;
      this.#observers.onUnresolvedCall?.({ path, line, text });
    }
    this.#observers.onCall?.({
      path,
      line,
      offset: at,
      text,
      outcome,
      targets: targets.map(({ symbol, kind, confidence }) => ({
        id: this.#program.symbolId(symbol),
        kind,
        confidence,
      })),
    });
  }
}

/** Files that an import reaches: submodules that it names, otherwise the module; `null` when it is outside the tree. */
function importedFiles(
  program: Program,
  unit: number,
  specifier: string,
  names: readonly string[],
): readonly string[] | null {
  const target = program.resolveModule(unit, specifier);
  if (target === null) return null;
  const { language } = program.unit(unit);
  if (target.kind === "package")
    return packageFiles(program, program.packages.fullKey(language, target.key), names);
  const targetUnit = target.kind === "file" ? program.unitAt(target.path) : undefined;
  if (targetUnit !== undefined) program.log?.interfaceOf(targetUnit);
  const isOwnName = (name: string): boolean =>
    targetUnit !== undefined &&
    (program.symbols.inModule(targetUnit, name) !== NO_SYMBOL ||
      Object.hasOwn(program.unit(targetUnit).facts.scopes[0]?.names ?? {}, name));
  const files = new Set<string>();
  for (const name of names.length === 0 ? [""] : names) {
    const submodule = name === "" || isOwnName(name) ? null : program.submodule(unit, target, name);
    if (submodule?.kind === "file") files.add(submodule.path);
    else if (submodule === null && target.kind === "file") files.add(target.path);
  }
  return [...files];
}

/** The files of a package that give the names taken from it their meaning; all of them where it is taken as a whole. */
function packageFiles(program: Program, key: string, names: readonly string[]): readonly string[] {
  const units = names.flatMap((name) => program.packages.unitsNaming(key, name));
  const reached = names.length > 0 ? units : program.packages.unitsOf(key);
  return [...new Set(reached)].map((unit) => program.unit(unit).path);
}

function groupByOwner<T>(entries: readonly (readonly [owner: number, entry: T])[]): ReadonlyMap<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const [owner, entry] of entries) {
    const known = groups.get(owner);
    if (known === undefined) groups.set(owner, [entry]);
    else known.push(entry);
  }
  return groups;
}
