import type { StatementSyncInstance } from "@photostructure/sqlite";

/**
 * The rows of a statement whose column `json` holds a JSON object: the binding gives a text only up to its first NUL
 * character, but a JSON text has none. Columns beside it are added to the object: fractions, which JSON would round to
 * 15 digits.
 */
export function readJsonRows<R extends object>(
  statement: StatementSyncInstance,
  ...parameters: readonly (string | number | Uint8Array)[]
): R[] {
  const rows = statement.all(...parameters) as { readonly json: string }[];
  return rows.map(({ json, ...numbers }) => ({ ...(JSON.parse(json) as R), ...numbers }));
}
