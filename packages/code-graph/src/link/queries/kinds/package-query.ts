import type { QueryKind } from "../query-kind.js";

/** A package of several files as a whole. */
export interface PackageAnswer {
  /** What it calls itself, which need not be what its folder is called. */
  readonly name: string | null;
  readonly units: readonly number[];
}

/** What a package of several files calls itself, and which files it has; by its full key. */
export const packageQuery: QueryKind<[key: string], PackageAnswer, string> = {
  ask: ({ program }, key) => program.packages.get(key),
  reference: (_numbers, key) => key,
  answer: ({ program }, key) => {
    const { name, units } = program.packages.get(key);
    return [name, units.map((unit) => program.pathOf(unit))];
  },
};
