import type { Expression } from "./expression.js";
import {
  type Attribute,
  type Binding,
  type BoundValue,
  type CallSite,
  type Definition,
  FILE_ITSELF,
  type FileFacts,
  type ImportFact,
  type Scope,
} from "./file-facts.js";

/** A definition while it is being read: what its body tells comes after its head. */
export interface OpenDefinition extends Omit<Definition, "returns" | "traits"> {
  returns: Expression[];
  traits: Definition["traits"][number][];
}

interface OpenScope extends Omit<Scope, "names"> {
  names: Record<string, Binding[]>;
}

/** Collects the facts of one file in the order of its text; the same for all languages. */
export class FactsBuilder {
  readonly definitions: OpenDefinition[] = [];
  readonly scopes: OpenScope[] = [];
  readonly calls: CallSite[] = [];
  readonly attributes: Attribute[] = [];
  readonly imports: ImportFact[] = [];
  readonly wildcards: string[] = [];
  docstring: string | null = null;
  exports: Record<string, Expression> | null = null;
  listedNames: string[] | null = null;
  readonly #takenNames = new Map<string, number>();

  addScope(kind: Scope["kind"], parent: number, owner: number): number {
    // Names such as "constructor" and "__proto__" must be ordinary keys.
    return this.scopes.push({ kind, parent, owner, names: Object.create(null) as OpenScope["names"] }) - 1;
  }

  bind(scope: number, name: string, at: number, block: number, value: BoundValue): void {
    if (name === "") return;
    const names = this.scopes[scope]?.names;
    if (names !== undefined) (names[name] ??= []).push({ at, block, value });
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

  /** The nearest enclosing definition of a kind, starting with `definition` itself. */
  enclosing(definition: number, kind: Definition["kind"]): number {
    let current = definition;
    while (current !== FILE_ITSELF && this.definitions[current]?.kind !== kind)
      current = this.definitions[current]?.parent ?? FILE_ITSELF;
    return current;
  }

  build(text: string, hasSyntaxError: boolean): FileFacts {
    for (const scope of this.scopes)
      for (const name of Object.keys(scope.names)) scope.names[name]?.sort((a, b) => a.at - b.at);
    return {
      lines: countLines(text),
      hasSyntaxError,
      docstring: this.docstring,
      definitions: this.definitions,
      scopes: this.scopes,
      calls: this.calls,
      attributes: this.attributes,
      imports: this.imports,
      wildcards: this.wildcards,
      exports: this.exports,
      listedNames: this.listedNames,
    };
  }
}

function countLines(text: string): number {
  if (text === "") return 1;
  let lines = text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
