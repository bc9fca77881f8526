import type { QueryKind } from "../query-kind.js";

/** The files that give a name of a package its meaning: several where each is for another platform. */
export const packageNameQuery: QueryKind<
  [key: string, name: string],
  readonly number[],
  readonly [key: string, name: string]
> = {
  ask: ({ program }, key, name) => program.packages.unitsNaming(key, name),
  reference: (_numbers, key, name) => [key, name],
  answer: ({ program }, [key, name]) =>
    program.packages.unitsNaming(key, name).map((unit) => program.pathOf(unit)),
};
