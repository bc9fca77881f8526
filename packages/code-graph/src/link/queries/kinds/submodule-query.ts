import type { ModuleTarget } from "../../../languages/language.js";
import { aboutFile, type QueryKind } from "../query-kind.js";

type TargetKind = ModuleTarget["kind"];

/** What a name means inside a module, for the language of a file. */
export const submoduleQuery: QueryKind<
  [unit: number, kind: TargetKind, target: string, name: string],
  ModuleTarget | null,
  readonly [path: string, kind: TargetKind, target: string, name: string]
> = {
  ask: ({ program }, unit, kind, target, name) =>
    program.modules.submodule(program.unit(unit), targetOf(kind, target), name),
  reference: (numbers, unit, kind, target, name) => [numbers.pathOf(unit), kind, target, name],
  answer: (tables, [path, kind, target, name]) =>
    aboutFile(tables, path, (unit) => submoduleQuery.ask(tables, unit, kind, target, name)),
};

function targetOf(kind: TargetKind, target: string): ModuleTarget {
  return kind === "package" ? { kind, key: target } : { kind, path: target };
}
