import type { ModuleResolver, ModuleTarget } from "../language.js";

/** Packages are found by their names alone: a file says itself which one it belongs to, wherever it lies. */
export class JavaModules implements ModuleResolver {
  resolve(_fromPath: string, specifier: string): ModuleTarget | null {
    return specifier === "" ? null : { kind: "package", key: specifier };
  }

  /** `com.x` says nothing of `com.x.y`. */
  submodule(): ModuleTarget | null {
    return null;
  }
}

/** The package that a file names; files that name none belong together within their folder. */
export function packageOf(path: string, packageName: string | null): string {
  return packageName ?? `\n${path.slice(0, Math.max(0, path.lastIndexOf("/")))}`;
}
