import type { Where } from "../model/filters.js";
import { conditions, FilterFault, onlyEntry } from "./filter-fault.js";
import { storedNumber, storedNumbers } from "./stored-number.js";

const scalarOperators = new Set(["$eq", "$ne", "$contains", "$not_contains"]);
const numberOperators = new Set(["$gt", "$gte", "$lt", "$lte"]);
const listOperators = new Set(["$in", "$nin"]);

/** A filter by metadata, checked as npm `chromadb` and Python do, its numbers as they are stored. @throws {@link FilterFault} */
export function checkedWhere(where: unknown): Where {
  const [key, value] = onlyEntry(where, "where");
  if (key === "$and" || key === "$or") {
    const all = conditions(value, key).map(checkedWhere);
    return key === "$and" ? { $and: all } : { $or: all };
  }
  if (key.startsWith("$")) throw new FilterFault(`where has the operator ${key} in the place of a key`);
  if (!key.isWellFormed()) throw new FilterFault("where has a key that is no text");
  if (typeof value !== "object" || value === null) return { [key]: scalar(value, key) } as Where;
  const [operator, operand] = onlyEntry(value, `where "${key}"`);
  return { [key]: { [operator]: checkedOperand(operator, operand, key) } } as Where;
}

function checkedOperand(operator: string, operand: unknown, key: string): unknown {
  if (scalarOperators.has(operator)) return scalar(operand, key);
  if (numberOperators.has(operator)) {
    const number = scalar(operand, key);
    if (typeof number === "number" || typeof number === "bigint") return number;
    throw new FilterFault(`where "${key}" compares by ${operator} with what is no number`);
  }
  if (listOperators.has(operator)) return list(operand, key);
  throw new FilterFault(`where "${key}" has the unknown operator ${operator}`);
}

function scalar(value: unknown, key: string): unknown {
  if (typeof value === "boolean" || (typeof value === "string" && value.isWellFormed())) return value;
  if (typeof value === "number" || typeof value === "bigint") {
    const stored = storedNumber(value);
    if (stored !== undefined) return stored;
  }
  throw new FilterFault(`where "${key}" compares with what is no text, 64-bit number, true or false`);
}

function list(values: unknown, key: string): unknown {
  if (!Array.isArray(values) || values.length === 0) {
    throw new FilterFault(`where "${key}" needs a list that is not empty`);
  }
  const kinds = new Set(values.map((each) => (typeof each === "bigint" ? "number" : typeof each)));
  const checked = (values as readonly unknown[]).map((each) => scalar(each, key));
  if (kinds.size > 1) throw new FilterFault(`where "${key}" has a list of several kinds`);
  return kinds.has("number") ? fractionsFirst(checked as (number | bigint)[], key) : checked;
}

/** Chroma takes the kind of a list from its first element, and refuses a fraction after an integer; the order means nothing. */
function fractionsFirst(values: readonly (number | bigint)[], key: string): (number | bigint)[] {
  const numbers = storedNumbers(values);
  if (!numbers) throw new FilterFault(`where "${key}" has an integer that a list with fractions would round`);
  const isFraction = (each: number | bigint): boolean => typeof each === "number" && !Number.isInteger(each);
  const isWide = (each: number | bigint): boolean => !isFraction(each) && Math.abs(Number(each)) >= 2 ** 63;
  const isInteger = (each: number | bigint): boolean => !isFraction(each) && !isWide(each);
  return [...numbers.filter(isFraction), ...numbers.filter(isWide), ...numbers.filter(isInteger)];
}
