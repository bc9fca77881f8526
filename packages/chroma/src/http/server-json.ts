import { decodeJson, encodeJsonWith } from "@stemma/core";

/** Digits that may be a number of more than 64 bits. */
const manyDigits = /\d{19}/u;

/**
 * A request's body. Integers keep their digits; what is wider than 64 bits is written with an exponent, since a server takes digits
 * for an integer and refuses a filter by one that has no room.
 */
export function encodeBody(body: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(body);
  } catch {
    // A bigint; what else it refuses is refused below.
  }
  return text === undefined || manyDigits.test(text) ? encodeJsonWith(body, tokenOf) : text;
}

/** Makes a response read its integers without rounding them. */
export function withLosslessJson(response: Response): Response {
  return Object.assign(response, { json: async () => decodeJson(await response.text()) });
}

function tokenOf(value: unknown): string | undefined {
  if (typeof value === "bigint") return `${value}`;
  const isWide = typeof value === "number" && Number.isInteger(value) && Math.abs(value) >= 2 ** 63;
  return isWide ? value.toExponential() : undefined;
}
