import { calledDefinition } from "./called-definition.js";
import type { Expression } from "./expression.js";
import {
  type Access,
  type Attribute,
  type Binding,
  type BoundValue,
  type CallSite,
  type Definition,
  FILE_ITSELF,
  type FileFacts,
  type ImportFact,
  type OutOfLineBase,
  type OutOfLineMember,
  type PassedArguments,
  type Places,
  type Scope,
  type Signature,
} from "./file-facts.js";

/** A definition while it is being read: what its body tells comes after its head. */
export interface OpenDefinition
  extends Omit<
    Definition,
    | "returns"
    | "traits"
    | "typeParameters"
    | "accepts"
    | "takes"
    | "typeVariables"
    | "signatures"
    | "guards"
    | "memberName"
    | "decorators"
    | "metaclass"
    | "places"
  > {
  memberName?: string;
  decorators?: readonly Expression[];
  metaclass?: Expression;
  places?: Places;
  typeParameters?: readonly string[];
  accepts?: readonly (Expression | null)[];
  takes?: readonly (Expression | null)[];
  typeVariables?: readonly string[];
  signatures?: readonly Signature[];
  guards?: readonly [number, Expression];
  returns: Expression[];
  traits: Definition["traits"][number][];
}

interface OpenScope extends Omit<Scope, "names"> {
  names: Record<string, Binding[]>;
}

/** Names of a scope in which nothing is bound: most blocks. Names such as "constructor" must be ordinary keys. */
const NO_NAMES = Object.freeze(Object.create(null)) as OpenScope["names"];

/** Collects the facts of one file in the order of its text; the same for all languages. */
export class FactsBuilder {
  readonly definitions: OpenDefinition[] = [];
  readonly scopes: OpenScope[] = [];
  readonly calls: CallSite[] = [];
  readonly accesses: Access[] = [];
  readonly attributes: Attribute[] = [];
  readonly outOfLineMembers: OutOfLineMember[] = [];
  readonly outOfLineBases: OutOfLineBase[] = [];
  readonly imports: ImportFact[] = [];
  readonly #passed: (Omit<PassedArguments, "to"> & { readonly callee: Expression })[] = [];
  readonly wildcards: string[] = [];
  packageName: string | null = null;
  docstring: string | null = null;
  exports: Record<string, Expression> | null = null;
  listedNames: string[] | null = null;
  declared: Record<string, string> | null = null;
  /** Names that the module's own statements bind, in their order, once for each time. */
  readonly moduleNames: string[] = [];
  readonly #takenNames = new Map<string, number>();

  addScope(kind: Scope["kind"], parent: number, owner: number): number {
    return this.scopes.push({ kind, parent, owner, names: NO_NAMES }) - 1;
  }

  /** A block that may run several times in a row. */
  addLoop(parent: number, owner: number): number {
    return this.scopes.push({ kind: "block", parent, owner, names: NO_NAMES, isLoop: true }) - 1;
  }

  bind(scope: number, name: string, at: number, block: number, value: BoundValue): void {
    if (name === "" || this.scopes[scope] === undefined) return;
    this.bindUnwritten(scope, name, at, block, value);
    if (scope === 0 && this.scopes[block]?.owner === FILE_ITSELF) this.moduleNames.push(name);
  }

  /** The same with a name that nobody can write: it is none of the module's. */
  bindUnwritten(scope: number, name: string, at: number, block: number, value: BoundValue): void {
    const target = this.scopes[scope];
    if (target === undefined) return;
    if (target.names === NO_NAMES) target.names = Object.create(null) as OpenScope["names"];
    (target.names[name] ??= []).push({ at, block, value });
  }

  /** Adds a definition; `localName` is its name within `parent`, which for members of object literals has several parts. */
  addDefinition(definition: Omit<OpenDefinition, "qualifiedName">, localName = definition.name): number {
    const outer = this.definitions[definition.parent]?.qualifiedName;
    const wanted = outer === undefined ? localName : `${outer}.${localName}`;
    const taken = (this.#takenNames.get(wanted) ?? 0) + 1;
    this.#takenNames.set(wanted, taken);
    const qualifiedName = taken === 1 ? wanted : `${wanted}~${taken}`;
    return this.definitions.push({ ...definition, qualifiedName }) - 1;
  }

  /** Notes what a call passes, where the callee may turn out to be a function of this file. */
  pass(
    callee: Expression | null,
    args: readonly (Expression | null)[],
    byName: Readonly<Record<string, Expression>>,
    { scope, at }: { readonly scope: number; readonly at: number },
  ): void {
    const isNamed = callee?.[0] === "name" || (callee?.[0] === "member" && callee[1][0] === "self");
    const isWorth = [...args, ...Object.values(byName)].some(
      (value) => value !== null && value[0] !== "literal",
    );
    if (isNamed && isWorth) this.#passed.push({ callee, args, byName, scope, at });
  }

  /** The nearest enclosing definition of a kind, starting with `definition` itself. */
  enclosing(definition: number, kind: Definition["kind"]): number {
    let current = definition;
    while (current !== FILE_ITSELF && this.definitions[current]?.kind !== kind)
      current = this.definitions[current]?.parent ?? FILE_ITSELF;
    return current;
  }

  build(text: string, hasSyntaxError: boolean): FileFacts {
    for (const { names } of this.scopes) {
      if (names === NO_NAMES) continue;
      for (const name of Object.keys(names)) {
        const bindings = names[name];
        if (bindings !== undefined && bindings.length > 1) bindings.sort((a, b) => a.at - b.at);
      }
    }
    return {
      lines: countLines(text),
      hasSyntaxError,
      docstring: this.docstring,
      definitions: this.definitions,
      scopes: this.scopes,
      calls: this.calls,
      ...(this.accesses.length === 0 ? {} : { accesses: this.accesses }),
      attributes: this.attributes,
      outOfLineMembers: this.outOfLineMembers,
      ...(this.outOfLineBases.length === 0 ? {} : { outOfLineBases: this.outOfLineBases }),
      passed: this.#passed.flatMap(({ callee, ...rest }) => {
        const to = calledDefinition(this, callee, rest.scope);
        return to === FILE_ITSELF ? [] : [{ to, ...rest }];
      }),
      imports: this.imports,
      packageName: this.packageName,
      wildcards: this.wildcards,
      exports: this.exports,
      listedNames: this.listedNames,
      ...(this.declared === null ? {} : { declared: this.declared }),
    };
  }
}

function countLines(text: string): number {
  if (text === "") return 1;
  let lines = text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
