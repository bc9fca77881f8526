import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { RecordFilter } from "../model/records.js";
import { checkedWhere } from "./checked-where.js";
import { checkedWhereDocument } from "./checked-where-document.js";
import { FilterFault } from "./filter-fault.js";

/**
 * A filter as it is sent, numbers as they are stored.
 *
 * @throws {@link ChromaInvalidArgumentError} `INVALID_ARGUMENT`
 */
export function checkedFilter<T extends RecordFilter>(filter: T, operationName: string): T {
  const { ids, where, whereDocument } = filter;
  try {
    if (isGiven(ids)) checkIds(ids);
    return {
      ...filter,
      ids: ids ?? undefined,
      where: isGiven(where) ? checkedWhere(where) : undefined,
      whereDocument: isGiven(whereDocument) ? checkedWhereDocument(whereDocument) : undefined,
    };
  } catch (error) {
    if (error instanceof FilterFault) {
      throw new ChromaInvalidArgumentError(error.message, { operationName, cause: error });
    }
    throw error;
  }
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

function checkIds(ids: unknown): void {
  if (!Array.isArray(ids)) throw new FilterFault("ids must be a list");
  if (ids.length === 0) throw new FilterFault("ids is empty: leave it out, or name a record");
  const seen = new Set<string>();
  for (const [position, id] of (ids as readonly unknown[]).entries()) {
    if (typeof id !== "string" || !id.isWellFormed()) throw new FilterFault(`id ${position} is no text`);
    if (seen.has(id)) throw new FilterFault(`id ${position} (${JSON.stringify(id)}) stands twice`);
    seen.add(id);
  }
}
