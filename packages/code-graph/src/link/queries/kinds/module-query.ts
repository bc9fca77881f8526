import type { ModuleTarget } from "../../../languages/language.js";
import { aboutFile, type QueryKind } from "../query-kind.js";

/** What a specifier means in a file. */
export const moduleQuery: QueryKind<
  [unit: number, specifier: string],
  ModuleTarget | null,
  readonly [path: string, specifier: string]
> = {
  ask: ({ program }, unit, specifier) => program.modules.resolve(program.unit(unit), specifier),
  reference: (numbers, unit, specifier) => [numbers.pathOf(unit), specifier],
  answer: (tables, [path, specifier]) =>
    aboutFile(tables, path, (unit) => moduleQuery.ask(tables, unit, specifier)),
};
