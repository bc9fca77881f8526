/** How a value is compared. */
export const OPERATORS = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte"] as const;
export type Operator = (typeof OPERATORS)[number];

/**
 * A condition on one key as a filter in JSON. What looks like a number, or is `true` or `false`, is one: Chroma keeps kinds apart. Between quotes it is
 * a text all the same.
 */
export function conditionOf(key: string, operator: Operator, value: string): string {
  return `{${JSON.stringify(key)}:{${JSON.stringify(operator)}:${jsonOf(value)}}}`;
}

function jsonOf(value: string): string {
  // As written: a large integer keeps its digits.
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/u.test(value) || value === "true" || value === "false")
    return value;
  const quoted = /^"(.*)"$/su.exec(value)?.[1];
  return JSON.stringify(quoted ?? value);
}
