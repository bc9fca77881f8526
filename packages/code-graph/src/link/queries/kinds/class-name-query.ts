import type { QueryKind } from "../query-kind.js";

/** Whether any class of the tree has a name. */
export const classNameQuery: QueryKind<[name: string], boolean, string> = {
  ask: ({ program }, name) => program.symbols.hasClassNamed(name),
  reference: (_numbers, name) => name,
  answer: ({ program }, name) => program.symbols.hasClassNamed(name),
};
