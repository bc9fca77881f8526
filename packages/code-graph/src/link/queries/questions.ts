import type { ModuleTarget } from "../../languages/language.js";

/** A class or function by the path of its file, its place among the file's definitions, and its name there. */
export type SymbolReference = readonly [path: string, definition: number, qualifiedName: string];

/**
 * Everything that resolving one file asked of the rest of the tree, in a form that outlives the scan. As long as all answers
 * are the same, so is what the file leads to.
 */
export interface Questions {
  /** Files of which was asked what they offer to others, by path. */
  readonly interfaces: readonly string[];
  /** Classes of which was asked which members they have, and which bases. */
  readonly members: readonly SymbolReference[];
  readonly bases: readonly SymbolReference[];
  /** Which methods of this name stand below a class. */
  readonly overrides: readonly (readonly [...SymbolReference, name: string])[];
  /** What a specifier means in the file at a path. */
  readonly modules: readonly (readonly [path: string, specifier: string])[];
  /** What a name means inside a module, for the language of the file at a path. */
  readonly submodules: readonly (readonly [
    path: string,
    kind: ModuleTarget["kind"],
    target: string,
    name: string,
  ])[];
  /** Packages of several files, as a whole and by names, by their full keys. */
  readonly packages: readonly string[];
  readonly packageNames: readonly (readonly [key: string, name: string])[];
  /** Names of which was asked whether any class of the tree has them. */
  readonly classNames: readonly string[];
  /** Whether it was asked which types have the methods of an interface. */
  readonly structuralTypes: boolean;
}
