import { createHash } from "node:crypto";

/** SHA-256 of the parts, each with its length before it so that no two lists of parts look alike; hexadecimal. */
export function sha256(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

/** SHA-256 of one text as it is; hexadecimal. */
export function sha256OfText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
