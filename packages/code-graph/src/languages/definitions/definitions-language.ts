import type { Language } from "../language.js";
import type { Semantics } from "../semantics.js";
import type { DefinitionsForm } from "./definitions-form.js";
import { definitionsReader } from "./definitions-walk.js";

/** Rules of a language of which no calls are read: nothing is ever asked of them. */
const NO_RULES: Semantics = {
  names: {
    classScopeIsLexical: false,
    declaresFromHereOn: true,
    isBuiltin: () => false,
    isPublic: () => true,
    isHandedOn: () => true,
    wildcardClash: "none",
    wholeModule: null,
    seesIncluded: false,
  },
  types: { wrappers: new Map(), selfName: null, dispatch: "derived" },
  members: {
    constructorName: "",
    choosesConstructor: false,
    callsConstruct: true,
    callOperator: null,
    item: null,
    memberOfClass: (name) => name,
    prototype: null,
    ofFunctions: new Map(),
    iteration: [],
    place: null,
    entering: [],
    maker: null,
    afterConstruction: null,
    makesOfPassed: false,
    areEmbedded: false,
    root: new Set(),
    overloads: null,
  },
  library: { containerMethods: { element: new Set(), pairs: new Set(), keys: new Set() } },
};

/** The row of a language whose definitions are in the graph, and its calls not. */
export function definitionsLanguage(form: DefinitionsForm): Language {
  const hasPackages = form.packages !== undefined;
  return {
    name: form.name,
    family: form.name,
    tier: "definitions",
    elidedBody: form.elidedBody,
    extensions: form.extensions,
    grammar: { wasm: form.wasm, ignoredTypes: [], repairs: form.repair === undefined ? [] : [form.repair] },
    manifestNames: form.manifestNames ?? [],
    // Files that name no package are imported by their paths, if at all.
    packageOf: (path, packageName) => (hasPackages ? (packageName ?? `\n${path}`) : null),
    extractFacts: definitionsReader(form),
    createResolver: form.createResolver,
    semantics: NO_RULES,
  };
}
