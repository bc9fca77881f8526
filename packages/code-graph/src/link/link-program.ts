import type { Relation, RelationType } from "@stemma/graph-store";
import { FILE_ITSELF } from "../facts/file-facts.js";
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

/** What linking found. */
export interface LinkResult {
  /** Relations of and between the program's files, without folders. */
  readonly relations: readonly Relation[];
  readonly resolvedCalls: number;
  /** Calls of builtins and of libraries outside the tree. */
  readonly externalCalls: number;
  readonly unresolvedCalls: readonly UnresolvedCall[];
  /** Modules named that are in the tree, and those that are not. */
  readonly importsInside: number;
  readonly importsOutside: number;
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

/** Resolves imports, bases and calls over the facts of all files. */
export function linkProgram(program: Program, observe?: CallObserver): LinkResult {
  const evaluator = new Evaluator(program);
  const linker = new CallLinker(evaluator);
  const relations: Relation[] = [];
  const add = (type: RelationType, fromId: string, toId: string): void =>
    void relations.push({ type, fromId, toId, confidence: 1 });
  const unresolvedCalls: UnresolvedCall[] = [];
  let resolvedCalls = 0;
  let externalCalls = 0;
  let importsInside = 0;
  let importsOutside = 0;

  program.units.forEach((unit, number) => {
    const idOf = (definition: number): string =>
      definition === FILE_ITSELF ? unit.path : program.symbolId(program.symbolOf(number, definition));
    unit.facts.definitions.forEach((definition, index) => {
      const type = definition.kind === "class" ? "CLASS_DEFINITION" : "FUNCTION_DEFINITION";
      add(type, idOf(definition.parent), idOf(index));
      if (definition.kind !== "class") return;
      for (const base of evaluator.hierarchy.basesOf(program.symbolOf(number, index)))
        add("INHERITS", idOf(index), program.symbolId(base));
    });
    for (const { of, value, scope, at } of unit.facts.outsideMembers)
      if (value[0] === "definition")
        for (const owner of new Set(evaluator.classesOf(of, { unit: number, scope, at })))
          add("FUNCTION_DEFINITION", program.symbolId(owner), idOf(value[1]));
    const imported = new Set<string>();
    for (const { specifier, names } of unit.facts.imports) {
      const targets = importedFiles(program, number, specifier, names);
      if (targets === null) importsOutside++;
      else importsInside++;
      for (const target of targets ?? []) imported.add(target);
    }
    for (const target of imported) if (target !== unit.path) add("IMPORTS", unit.path, target);
    const calls = new CallRelations(program.symbolCount);
    for (const call of unit.facts.calls) {
      const linked = linker.link(number, call);
      observe?.({
        path: unit.path,
        line: call.line,
        offset: call.at,
        text: call.text,
        outcome: linked.outcome,
        targets: linked.targets.map(({ symbol, kind, confidence }) => ({
          id: program.symbolId(symbol),
          kind,
          confidence,
        })),
      });
      if (linked.outcome === "resolved") resolvedCalls++;
      else if (linked.outcome === "external") externalCalls++;
      else unresolvedCalls.push({ path: unit.path, line: call.line, text: call.text });
      for (const { symbol, confidence } of linked.targets) calls.add(call.owner, symbol, confidence);
    }
    for (const [owner, symbol, confidence] of calls.list())
      relations.push({ type: "CALLS", fromId: idOf(owner), toId: program.symbolId(symbol), confidence });
  });
  return {
    relations,
    resolvedCalls,
    externalCalls,
    unresolvedCalls,
    importsInside,
    importsOutside,
  };
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
  const units = names.flatMap((name) => program.packages.find(key, name).map(({ unit }) => unit));
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
