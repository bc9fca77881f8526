import { hash } from "node:crypto";

/** SHA-256 of the parts, each with its length before it so that no two lists of parts look alike; hexadecimal. */
export function sha256(...parts: readonly string[]): string {
  return sha256OfParts(parts);
}

/** The same of a list. */
export function sha256OfParts(parts: readonly string[]): string {
  let text = "";
  for (const part of parts) text += `${part.length}:${part}`;
  return sha256OfText(text);
}

/** SHA-256 of one text as it is; hexadecimal. In one call, which is twice as fast for short texts as a hash object. */
export function sha256OfText(text: string): string {
  return hash("sha256", text, "hex");
}
