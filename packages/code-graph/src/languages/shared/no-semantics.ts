import type { Semantics } from "../semantics.js";

/** Rules for files of which no calls are read: nothing has a meaning, and nothing is asked. Languages say what differs from it. */
export const noSemantics: Semantics = {
  names: {
    classScopeIsLexical: false,
    declaresFromHereOn: false,
    isBuiltin: () => false,
    isPublic: () => false,
    isHandedOn: () => false,
    wildcardClash: "none",
    wholeModule: null,
    seesIncluded: false,
  },
  types: { wrappers: new Map(), selfName: null, haveOwnNames: false, dispatch: "derived" },
  members: {
    constructorName: "",
    choosesConstructor: false,
    callsConstruct: false,
    callOperator: null,
    item: null,
    readsItems: false,
    memberOfClass: (name) => name,
    prototype: null,
    ofFunctions: new Map(),
    ofPromises: new Map(),
    iteration: [],
    place: null,
    entering: [],
    maker: null,
    afterConstruction: null,
    accessors: null,
    makesOfPassed: false,
    areEmbedded: false,
    basesStandInLine: false,
    attributesOverride: false,
    root: new Set(),
    overloads: null,
  },
  library: {
    containerMethods: { element: new Set(), pairs: new Set(), keys: new Set() },
  },
};
