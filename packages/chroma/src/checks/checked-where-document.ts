import type { WhereDocument } from "../model/filters.js";
import { conditions, FilterFault, onlyEntry } from "./filter-fault.js";

const operators = new Set(["$contains", "$not_contains", "$regex", "$not_regex"]);

/** A filter by text, checked as npm `chromadb` does. @throws {@link FilterFault} */
export function checkedWhereDocument(filter: unknown): WhereDocument {
  const [operator, operand] = onlyEntry(filter, "whereDocument");
  if (operator === "$and" || operator === "$or") {
    const all = conditions(operand, operator).map(checkedWhereDocument);
    return operator === "$and" ? { $and: all } : { $or: all };
  }
  if (!operators.has(operator)) throw new FilterFault(`whereDocument has the unknown operator ${operator}`);
  if (typeof operand === "string" && operand.isWellFormed()) return { [operator]: operand } as WhereDocument;
  throw new FilterFault(`whereDocument ${operator} needs a text`);
}
