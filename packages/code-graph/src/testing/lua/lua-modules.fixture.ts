import type { ModuleResolver, ModuleTarget, SourceIndex } from "../../languages/language.js";

/** Finds `a.b` as `a/b.lua` or `a/b/init.lua` from the root on. */
export class LuaModules implements ModuleResolver {
  readonly #index: SourceIndex;

  constructor(index: SourceIndex) {
    this.#index = index;
  }

  resolve(_fromPath: string, specifier: string): ModuleTarget | null {
    const name = specifier.replaceAll(".", "/");
    const path = [`${name}.lua`, `${name}/init.lua`].find((each) => this.#index.hasFile(each));
    return path === undefined ? null : { kind: "file", path };
  }

  /** A module holds what its file returns, and no modules. */
  submodule(): ModuleTarget | null {
    return null;
  }
}
