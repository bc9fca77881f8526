import type { LanguageRules, ModuleResolver, ModuleTarget, SourceIndex } from "../../languages/language.js";

/** A file as far as finding modules needs it. */
interface ImportingFile {
  readonly path: string;
  readonly language: LanguageRules;
}

/** Finds modules by the rules of each file's language. */
export class ModuleResolution {
  readonly #index: SourceIndex;
  readonly #hasPackage: (language: LanguageRules, key: string) => boolean;
  readonly #resolvers = new Map<string, ModuleResolver>();
  /** What specifiers mean, shared by the files of one folder and language family. */
  readonly #known = new Map<string, Map<string, ModuleTarget | null>>();

  /** @param hasPackage - whether the tree has a package of several files under a language's key. */
  constructor(index: SourceIndex, hasPackage: (language: LanguageRules, key: string) => boolean) {
    this.#index = index;
    this.#hasPackage = hasPackage;
  }

  /** The module that a specifier in a file names; `null` when it is outside the tree. */
  resolve({ path, language }: ImportingFile, specifier: string): ModuleTarget | null {
    const known = this.#knownIn(path, language);
    let target = known.get(specifier);
    if (target === undefined) {
      target = this.#resolverOf(language).resolve(path, specifier);
      if (target?.kind === "package" && !this.#hasPackage(language, target.key)) target = null;
      known.set(specifier, target);
    }
    return target;
  }

  /** What `name` is inside a module, for the language of a file. */
  submodule({ language }: ImportingFile, of: ModuleTarget, name: string): ModuleTarget | null {
    return this.#resolverOf(language).submodule(of, name);
  }

  #knownIn(path: string, language: LanguageRules): Map<string, ModuleTarget | null> {
    // A file's ending says whether it imports or requires.
    const ending = path.slice(path.lastIndexOf(".") + 1);
    const key = [language.family, ending, path.slice(0, path.lastIndexOf("/") + 1)].join("\n");
    let known = this.#known.get(key);
    if (known === undefined) {
      known = new Map<string, ModuleTarget | null>();
      this.#known.set(key, known);
    }
    return known;
  }

  #resolverOf(language: LanguageRules): ModuleResolver {
    let resolver = this.#resolvers.get(language.family);
    if (resolver === undefined) {
      resolver = language.createResolver(this.#index);
      this.#resolvers.set(language.family, resolver);
    }
    return resolver;
  }
}
