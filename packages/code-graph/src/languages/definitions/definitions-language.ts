import type { Language } from "../language.js";
import type { Semantics } from "../semantics.js";
import { noSemantics } from "../shared/no-semantics.js";
import type { DefinitionsForm } from "./definitions-form.js";
import { definitionsReader } from "./definitions-walk.js";

/** Rules of a language of which no calls are read: its definitions are there for whoever looks for them. */
const NO_RULES: Semantics = {
  ...noSemantics,
  names: { ...noSemantics.names, declaresFromHereOn: true, isPublic: () => true, isHandedOn: () => true },
  members: { ...noSemantics.members, callsConstruct: true },
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
    grammar: {
      wasm: form.wasm,
      ignoredTypes: [],
      repairs: form.repair === undefined ? undefined : [form.repair],
    },
    manifestNames: form.manifestNames ?? [],
    // Files that name no package are imported by their paths, if at all.
    packageOf: (path, packageName) => (hasPackages ? (packageName ?? `\n${path}`) : null),
    extractFacts: definitionsReader(form),
    createResolver: form.createResolver,
    semantics: NO_RULES,
  };
}
