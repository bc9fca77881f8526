import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import type { DeleteRequest, GetRequest } from "../model/records.js";

const orders: readonly unknown[] = ["insertion", "newest", undefined];

/** @throws {@link ChromaInvalidArgumentError} `INVALID_ARGUMENT` for what is no number of records, and no order. */
export function checkPage(
  { limit, offset, order }: Pick<GetRequest, "limit" | "offset" | "order">,
  operationName: string,
): void {
  for (const [name, value] of Object.entries({ limit, offset })) {
    if (value === undefined || (Number.isInteger(value) && value >= 0 && value < 2 ** 32)) continue;
    throw new ChromaInvalidArgumentError(`${name} is ${value}, not a whole number from 0`, { operationName });
  }
  if (!orders.includes(order)) {
    throw new ChromaInvalidArgumentError(`order is ${String(order)}, not "insertion" or "newest"`, {
      operationName,
    });
  }
}

/** @throws {@link ChromaInvalidArgumentError} `INVALID_ARGUMENT` where it is not said which records are meant. */
export function checkDelete(
  { ids, where, whereDocument, limit }: DeleteRequest,
  operationName: string,
): void {
  checkPage({ limit }, operationName);
  if (where || whereDocument) return;
  if (!ids) {
    throw new ChromaInvalidArgumentError("say which records: ids, where or whereDocument", { operationName });
  }
  if (limit !== undefined) {
    throw new ChromaInvalidArgumentError("limit goes with where or whereDocument: leave it out", {
      operationName,
    });
  }
}
