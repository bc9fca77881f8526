import type { QueryKind } from "../query-kind.js";

/** Whether accessing a member of a name may run a function of the tree; see `SymbolTable.mayRun`. */
export const accessorQuery: QueryKind<
  [name: string, descriptor: string],
  boolean,
  readonly [name: string, descriptor: string]
> = {
  ask: ({ program }, name, descriptor) => program.symbols.mayRun(name, descriptor),
  reference: (_numbers, name, descriptor) => [name, descriptor],
  answer: ({ program }, [name, descriptor]) => program.symbols.mayRun(name, descriptor),
};
