import type { Relation, RelationType } from "@stemma/graph-store";
import { FILE_ITSELF } from "../facts/file-facts.js";
import { type CallKind, CallLinker, type LinkedCall } from "./call-linker.js";
import { Evaluator } from "./evaluator.js";
import type { Program } from "./program.js";

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
  const relations = new RelationSet();
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
      relations.add(type, idOf(definition.parent), idOf(index), 1);
      if (definition.kind !== "class") return;
      for (const base of evaluator.hierarchy.basesOf(program.symbolOf(number, index)))
        relations.add("INHERITS", idOf(index), program.symbolId(base), 1);
    });
    for (const { of, value, scope, at } of unit.facts.outsideMembers)
      if (value[0] === "definition")
        for (const owner of evaluator.classesOf(of, { unit: number, scope, at }))
          relations.add("FUNCTION_DEFINITION", program.symbolId(owner), idOf(value[1]), 1);
    for (const { specifier, names } of unit.facts.imports) {
      const targets = importedFiles(program, number, specifier, names);
      if (targets === null) importsOutside++;
      else importsInside++;
      for (const target of targets ?? [])
        if (target !== unit.path) relations.add("IMPORTS", unit.path, target, 1);
    }
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
      for (const target of linked.targets)
        relations.add("CALLS", idOf(call.owner), program.symbolId(target.symbol), target.confidence);
    }
  });
  return {
    relations: relations.list(),
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

/** The files of a package that give the names taken from it their meaning; all of them where none does. */
function packageFiles(program: Program, key: string, names: readonly string[]): readonly string[] {
  const units = names.flatMap((name) => program.packages.find(key, name).map(({ unit }) => unit));
  const reached = units.length > 0 ? units : program.packages.unitsOf(key);
  return [...new Set(reached)].map((unit) => program.unit(unit).path);
}

/** Relations without repetition; of several calls between two ends the most certain counts. */
class RelationSet {
  readonly #relations = new Map<string, Relation>();

  add(type: RelationType, fromId: string, toId: string, confidence: number): void {
    const key = `${type}\n${fromId}\n${toId}`;
    const known = this.#relations.get(key);
    if (known === undefined || known.confidence < confidence)
      this.#relations.set(key, { type, fromId, toId, confidence });
  }

  list(): Relation[] {
    return [...this.#relations.values()];
  }
}
