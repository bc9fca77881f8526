import { accessorQuery } from "./kinds/accessor-query.js";
import { basesQuery } from "./kinds/bases-query.js";
import { classNameQuery } from "./kinds/class-name-query.js";
import { holdersQuery } from "./kinds/holders-query.js";
import { inclusionsQuery } from "./kinds/inclusions-query.js";
import { interfaceQuery } from "./kinds/interface-query.js";
import { membersQuery } from "./kinds/members-query.js";
import { mentionedQuery } from "./kinds/mentioned-query.js";
import { moduleQuery } from "./kinds/module-query.js";
import { overridesQuery } from "./kinds/overrides-query.js";
import { packageNameQuery } from "./kinds/package-name-query.js";
import { packageQuery } from "./kinds/package-query.js";
import { structuralTypesQuery } from "./kinds/structural-types-query.js";
import { submoduleQuery } from "./kinds/submodule-query.js";
import type { QueryKey, QueryKind, TreeTables } from "./query-kind.js";

/** Every kind of question, in the order in which answers are compared. */
const QUERY_KINDS = {
  interfaceOf: interfaceQuery,
  membersOf: membersQuery,
  basesOf: basesQuery,
  overridesOf: overridesQuery,
  holdersBelow: holdersQuery,
  module: moduleQuery,
  submodule: submoduleQuery,
  package: packageQuery,
  packageName: packageNameQuery,
  hasClassNamed: classNameQuery,
  structuralTypes: structuralTypesQuery,
  inclusionsOf: inclusionsQuery,
  mentioned: mentionedQuery,
  hasAccessorNamed: accessorQuery,
} as const;

/** Names of the kinds. */
export type QueryName = keyof typeof QUERY_KINDS;

type Kinds = typeof QUERY_KINDS;
type Asked<Kind> = Kind extends { ask(tables: TreeTables, ...key: infer Key): infer Answer }
  ? (...key: Key) => Answer
  : never;
type ReferenceOf<Kind> = Kind extends { reference(...args: never): infer Reference } ? Reference : never;

/**
 * The only door to other files: whoever resolves one has this and no tables. Answers come straight from the tables
 * (`tableQueries`), or are noted on their way (`noting`), all kinds alike.
 */
export type TreeQueries = { readonly [Name in QueryName]: Asked<Kinds[Name]> };

/**
 * Everything that resolving one file asked of the rest of the tree, in a form that outlives the scan. As long as all answers
 * are the same, so is what the file leads to.
 */
export type Questions = { readonly [Name in QueryName]: readonly ReferenceOf<Kinds[Name]>[] };

/** A kind, seen without its types: for what treats all of them alike. */
export type AnyQueryKind = QueryKind<QueryKey, unknown, unknown>;

/** All kinds with their names. */
export const ALL_QUERY_KINDS = Object.entries(QUERY_KINDS) as unknown as readonly (readonly [
  QueryName,
  AnyQueryKind,
])[];

/** Answers from the tables, noted nowhere. */
export function tableQueries(tables: TreeTables): TreeQueries {
  const queries = ALL_QUERY_KINDS.map(
    ([name, kind]) => [name, (...key: QueryKey) => kind.ask(tables, ...key)] as const,
  );
  return Object.fromEntries(queries) as unknown as TreeQueries;
}
