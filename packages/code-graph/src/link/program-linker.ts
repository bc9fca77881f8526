import { MOST_LINES, type Relation, type RelationType } from "@stemma/graph-store";
import { type Access, type CallSite, FILE_ITSELF } from "../facts/file-facts.js";
import { AccessLinker } from "./access-linker.js";
import { CallLinker, type LinkedCall } from "./call-linker.js";
import type { CallTarget } from "./call-targets.js";
import { Evaluator } from "./evaluate/evaluator.js";
import type { SymbolNumber } from "./evaluate/value.js";
import { type ExplainedCall, explainCalls } from "./explain/explain-calls.js";
import { importedFiles, listedSubmodules } from "./imported-files.js";
import { countRelations, type FileCounts, noCounts } from "./memory/link-counts.js";
import type { LinkMemory } from "./memory/link-memory.js";
import { prepareHierarchy } from "./memory/prepare-hierarchy.js";
import { mentionedBy } from "./mentioned-by.js";
import { type CallObserver, observeCall, type UnresolvedCall } from "./observed-call.js";
import { ClassTable } from "./program/class-table.js";
import type { BetweenQuestions } from "./program/facts-cache.js";
import type { Program } from "./program/program.js";
import { StructuralTypes } from "./program/structural-types.js";
import { hashAnswers } from "./queries/answers.js";
import { AskedTree } from "./queries/asked-tree.js";
import { noting, QuestionNotes } from "./queries/noting-queries.js";
import type { TreeTables } from "./queries/query-kind.js";
import { tableQueries } from "./queries/tree-queries.js";

/** A node with the relations that begin at it. */
export interface LinkedNode {
  readonly fromId: string;
  readonly relations: readonly Relation[];
}

/** A target of some calls: how certain the most certain is, and where they stand. */
interface ReachedTarget {
  confidence: number;
  readonly lines: Set<number>;
}

const DEFINED_BY = {
  class: "CLASS_DEFINITION",
  function: "FUNCTION_DEFINITION",
  text: "TEXT_DEFINITION",
} as const satisfies Record<string, RelationType>;

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
  readonly #tree: AskedTree;
  readonly #evaluator: Evaluator;
  readonly #linker: CallLinker;
  readonly #accessLinker: AccessLinker;
  readonly #tables: TreeTables;
  readonly #memory: LinkMemory | null;
  readonly #notes: QuestionNotes | null;

  /** @param program - complete. */
  constructor(program: Program, observers: LinkObservers = {}, memory: LinkMemory | null = null) {
    this.#program = program;
    this.#memory = memory;
    this.#observers = observers;
    const classes = new ClassTable(program);
    this.#tables = { program, classes, structuralTypes: new StructuralTypes(program, classes) };
    this.#notes = memory === null ? null : new QuestionNotes(program);
    const queries = tableQueries(this.#tables);
    this.#tree = new AskedTree(program, this.#notes === null ? queries : noting(queries, this.#notes));
    this.#evaluator = new Evaluator(this.#tree, program.cache.packageNames);
    this.#linker = new CallLinker(this.#evaluator);
    this.#accessLinker = new AccessLinker(this.#evaluator);
    const { hierarchy } = this.#evaluator;
    prepareHierarchy({ tables: this.#tables, hierarchy, notes: this.#notes, memory });
  }

  /** What a file counted when it was resolved last, if it would lead to the same now; else `null`. */
  knownCounts(unit: number): FileCounts | null {
    const known = this.#memory?.known("links", unit) ?? null;
    return known !== null && hashAnswers(this.#tables, known.questions) === known.answers
      ? known.counts
      : null;
  }

  /**
   * The relations that begin at a file and at each of its definitions, one after the other: a method that very many
   * classes override calls very many. They depend on the facts alone, not on which files were resolved before.
   */
  *linkUnit(number: number): Generator<LinkedNode> {
    this.counts = noCounts();
    yield* this.#program.cache.forFile((between) => this.#nodesOf(number, between));
    const questions = this.#notes?.take(number);
    if (questions !== undefined)
      this.#memory?.keep("links", number, {
        questions,
        answers: hashAnswers(this.#tables, questions),
        counts: this.counts,
      });
  }

  /** The calls of a line, from 1, of a file, with each step to what they are bound to. */
  explain(unit: number, line: number): ExplainedCall[] {
    return explainCalls(this.#tables, unit, line);
  }

  *#nodesOf(number: number, between: BetweenQuestions): Generator<LinkedNode> {
    const { numbers } = this.#tree;
    const { path, facts } = this.#tree.file(number);
    const children = groupByOwner(facts.definitions.map(({ parent }, index) => [parent, index] as const));
    const calls = groupByOwner(facts.calls.map((call) => [call.owner, call] as const));
    const accesses = groupByOwner((facts.accesses ?? []).map((access) => [access.owner, access] as const));
    for (let owner = FILE_ITSELF; owner < facts.definitions.length; owner++) {
      const symbol = numbers.symbolOf(number, owner);
      const fromId = owner === FILE_ITSELF ? path : numbers.symbolId(symbol);
      const relations: Relation[] = [];
      const add = (type: RelationType, toId: string, confidence = 1, lines?: readonly number[]): void =>
        void relations.push({ type, fromId, toId, confidence, ...(lines === undefined ? {} : { lines }) });
      for (const child of children.get(owner) ?? []) {
        const type = DEFINED_BY[facts.definitions[child]?.kind ?? "function"];
        add(type, numbers.symbolId(numbers.symbolOf(number, child)));
      }
      if (owner === FILE_ITSELF)
        for (const target of this.#importsOf(number)) if (target !== path) add("IMPORTS", target);
      if (facts.definitions[owner]?.kind === "class") {
        for (const base of this.#evaluator.hierarchy.ownBasesOf(symbol))
          add("INHERITS", numbers.symbolId(base));
        // One that the text gives to the class already is counted there.
        for (const member of this.#tree.queries.membersOf(symbol).outOfLineFunctions())
          if (!children.get(owner)?.some((child) => numbers.symbolOf(number, child) === member))
            add("FUNCTION_DEFINITION", numbers.symbolId(member));
      }
      const own = { calls: calls.get(owner) ?? [], accesses: accesses.get(owner) ?? [] };
      for (const [target, { confidence, lines }] of this.#callsOf(number, own, between))
        add(
          "CALLS",
          numbers.symbolId(target),
          confidence,
          [...lines].sort((a, b) => a - b),
        );
      for (const [target, lines] of mentionedBy(this.#tree, number, owner)) add("MENTIONS", target, 1, lines);
      countRelations(this.counts, relations);
      yield { fromId, relations };
    }
  }

  /** Whom these calls reach, without repetition; of several calls of one target the most certain counts. */
  #callsOf(
    number: number,
    { calls, accesses }: { readonly calls: readonly CallSite[]; readonly accesses: readonly Access[] },
    between: BetweenQuestions,
  ): ReadonlyMap<SymbolNumber, ReachedTarget> {
    const reached = new Map<SymbolNumber, ReachedTarget>();
    const add = (targets: readonly CallTarget[], line: number): void => {
      for (const { symbol, confidence } of targets) {
        let target = reached.get(symbol);
        if (target === undefined) reached.set(symbol, (target = { confidence, lines: new Set() }));
        target.confidence = Math.max(target.confidence, confidence);
        if (target.lines.size < MOST_LINES) target.lines.add(line);
      }
      between();
    };
    for (const call of calls) {
      const linked = this.#linker.link(number, call);
      this.#count(number, call, linked);
      add(linked.targets, call.line);
    }
    for (const access of accesses) add(this.#accessLinker.link(number, access), access.line);
    return reached;
  }

  /** Paths of the files that a file imports. */
  #importsOf(number: number): ReadonlySet<string> {
    const imported = new Set<string>();
    for (const { specifier, names } of this.#tree.file(number).facts.imports) {
      const targets = importedFiles(this.#tree, this.#evaluator, number, specifier, names);
      if (targets === null) this.counts.importsOutside++;
      else this.counts.importsInside++;
      for (const target of targets ?? []) imported.add(target);
    }
    for (const specifier of this.#tree.file(number).facts.wildcards)
      for (const target of listedSubmodules(this.#tree, number, specifier)) imported.add(target);
    return imported;
  }

  #count(unit: number, call: CallSite, linked: LinkedCall): void {
    const { outcome } = linked;
    const { onCall, onUnresolvedCall } = this.#observers;
    if (outcome === "resolved") this.counts.resolvedCalls++;
    else if (outcome === "external") this.counts.externalCalls++;
    else {
      const { line, text } = call;
      this.counts.unresolvedCalls++;
      this.counts.unresolved[text] = (this.counts.unresolved[text] ?? 0) + 1;
      onUnresolvedCall?.({ path: this.#tree.numbers.pathOf(unit), line, text });
    }
    onCall?.(observeCall(this.#tree.numbers, unit, call, linked));
  }
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
