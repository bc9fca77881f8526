/** Why a filter is refused; becomes a typed error where the operation is known. */
export class FilterFault extends Error {}

/** The one key of an object and its value. @throws {@link FilterFault} */
export function onlyEntry(value: unknown, what: string): readonly [string, unknown] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new FilterFault(`${what} must be an object`);
  }
  const entries = Object.entries(value);
  const [only] = entries;
  if (only === undefined || entries.length !== 1) {
    throw new FilterFault(`${what} must have one key, and has ${entries.length}: join several by $and`);
  }
  return only;
}

/** The conditions under `$and` or `$or`. @throws {@link FilterFault} */
export function conditions(value: unknown, operator: string): readonly unknown[] {
  if (Array.isArray(value) && value.length > 1) return value as readonly unknown[];
  throw new FilterFault(`${operator} needs a list of at least two conditions`);
}
