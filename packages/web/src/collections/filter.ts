import { decodeJson, InvalidArgumentError } from "@stemma/core";
import type { RecordFilter, Where } from "@stemma/pipeline/collections";

/**
 * A filter as it stands in an address. What Chroma does not take, it refuses itself.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT`
 */
export function filterOf(where: string | undefined, contains?: string): RecordFilter {
  return {
    ...(where === undefined || where.trim() === "" ? {} : { where: whereOf(where) }),
    ...(contains === undefined || contains === "" ? {} : { whereDocument: { $contains: contains } }),
  };
}

function whereOf(json: string): Where {
  let value: unknown;
  try {
    value = decodeJson(json);
  } catch (cause) {
    throw new InvalidArgumentError("the filter is no JSON", { cause, advice: ADVICE });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new InvalidArgumentError("the filter is no JSON object", { advice: ADVICE });
  return value as Where;
}

const ADVICE = 'For example {"topic":"ferries"} or {"year":{"$gte":1990}}.';
