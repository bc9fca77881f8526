import type { Semantics } from "../semantics.js";
import { noSemantics } from "../shared/no-semantics.js";
import { BUILTIN_NAMES, CONSTRUCTOR, CONTAINER_METHODS, TYPE_WRAPPERS } from "./c-library.js";
import { OVERLOADS } from "./c-overloads.js";

/** Key of the package that all files are of. */
export const PROGRAM = "";

/** Rules of C and C++; they differ in what classes have. */
export function rulesOf(isCpp: boolean): Semantics {
  return {
    names: {
      classScopeIsLexical: false,
      declaresFromHereOn: true,
      isBuiltin: (name) => BUILTIN_NAMES.has(name),
      isPublic: () => true,
      isHandedOn: () => true,
      wildcardClash: "last",
      wholeModule: null,
      seesIncluded: true,
    },
    types: {
      wrappers: isCpp ? TYPE_WRAPPERS : new Map(),
      selfName: null,
      haveOwnNames: false,
      dispatch: "derived",
    },
    members: {
      ...noSemantics.members,
      constructorName: isCpp ? CONSTRUCTOR : "",
      choosesConstructor: isCpp,
      callsConstruct: true,
      callOperator: isCpp ? "operator()" : null,
      iteration: isCpp ? [{ iterate: "begin", next: "operator*" }] : [],
      place: isCpp ? "operator[]" : null,
      entering: isCpp ? ["operator->"] : [],
      havePlaces: true,
      overloads: isCpp ? OVERLOADS : null,
    },
    library: { containerMethods: CONTAINER_METHODS },
  };
}
