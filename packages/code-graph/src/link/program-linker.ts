import type { Relation, RelationType } from "@stemma/graph-store";
import { type CallSite, FILE_ITSELF } from "../facts/file-facts.js";
import { type CallKind, CallLinker, type LinkedCall } from "./call-linker.js";
import { Evaluator } from "./evaluator.js";
import type { Program } from "./program.js";
import type { SymbolNumber } from "./value.js";

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

/** What linking counted. */
export interface LinkCounts {
  resolvedCalls: number;
  /** Calls of builtins and of libraries outside the tree. */
  externalCalls: number;
  unresolvedCalls: number;
  /** Modules named that are in the tree, and those that are not. */
  importsInside: number;
  importsOutside: number;
}

/** Who is told of calls while they are linked. */
export interface LinkObservers {
  readonly onCall?: CallObserver | undefined;
  readonly onUnresolvedCall?: ((call: UnresolvedCall) => void) | undefined;
}

/** Resolves imports, bases and calls, one file after the other, over the facts of all files. */
export class ProgramLinker {
  readonly counts: LinkCounts = {
    resolvedCalls: 0,
    externalCalls: 0,
    unresolvedCalls: 0,
    importsInside: 0,
    importsOutside: 0,
  };
  readonly #program: Program;
  readonly #observers: LinkObservers;
  readonly #evaluator: Evaluator;
  readonly #linker: CallLinker;

  /** @param program complete. */
  constructor(program: Program, observers: LinkObservers = {}) {
    this.#program = program;
    this.#observers = observers;
    this.#evaluator = new Evaluator(program);
    this.#linker = new CallLinker(this.#evaluator);
    this.#evaluator.hierarchy.prepare();
  }

  /** All relations that begin at a file or at what it defines; each file is to be asked for once, in their order. */
  linkUnit(number: number): Relation[] {
    const program = this.#program;
    const { path, facts } = program.unit(number);
    const relations: Relation[] = [];
    const idOf = (definition: number): string =>
      definition === FILE_ITSELF ? path : program.symbolId(program.symbolOf(number, definition));
    const add = (type: RelationType, fromId: string, toId: string): void =>
      void relations.push({ type, fromId, toId, confidence: 1 });
    facts.definitions.forEach((definition, index) => {
      const type = definition.kind === "class" ? "CLASS_DEFINITION" : "FUNCTION_DEFINITION";
      add(type, idOf(definition.parent), idOf(index));
      if (definition.kind !== "class") return;
      const symbol = program.symbolOf(number, index);
      for (const base of this.#evaluator.hierarchy.basesOf(symbol))
        add("INHERITS", idOf(index), program.symbolId(base));
      for (const member of this.#evaluator.hierarchy.outsideFunctions(symbol))
        add("FUNCTION_DEFINITION", idOf(index), program.symbolId(member));
    });
    for (const target of this.#importsOf(number)) if (target !== path) add("IMPORTS", path, target);
    const calls = new CallRelations(program.symbols.symbolCount);
    for (const call of facts.calls) {
      const linked = this.#linker.link(number, call);
      this.#count(path, call, linked);
      for (const { symbol, confidence } of linked.targets) calls.add(call.owner, symbol, confidence);
      program.trim();
    }
    for (const [owner, symbol, confidence] of calls.list())
      relations.push({ type: "CALLS", fromId: idOf(owner), toId: program.symbolId(symbol), confidence });
    return relations;
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
  const resolver = program.resolverOf(language);
  const targetUnit = target.kind === "file" ? program.unitAt(target.path) : undefined;
  const ownNames = targetUnit === undefined ? {} : (program.unit(targetUnit).facts.scopes[0]?.names ?? {});
  const files = new Set<string>();
  for (const name of names.length === 0 ? [""] : names) {
    const submodule = name === "" || Object.hasOwn(ownNames, name) ? null : resolver.submodule(target, name);
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

/** The calls of one file without repetition; of several between two ends the most certain counts. */
class CallRelations {
  readonly #symbolCount: number;
  /** By caller and target in one number. */
  readonly #confidences = new Map<number, number>();

  constructor(symbolCount: number) {
    this.#symbolCount = symbolCount;
  }

  add(owner: number, symbol: SymbolNumber, confidence: number): void {
    const key = (owner - FILE_ITSELF) * this.#symbolCount + symbol;
    const known = this.#confidences.get(key);
    if (known === undefined || known < confidence) this.#confidences.set(key, confidence);
  }

  *list(): Generator<readonly [owner: number, symbol: SymbolNumber, confidence: number]> {
    for (const [key, confidence] of this.#confidences) {
      const symbol = key % this.#symbolCount;
      yield [(key - symbol) / this.#symbolCount + FILE_ITSELF, symbol, confidence];
    }
  }
}
