import { entropyOf } from "./entropy.js";
import type { FoundSecret } from "./found-secret.js";
import { isPlaceholder } from "./placeholder.js";

/** `scheme://name:password@host` */
const IN_ADDRESS = /:\/\/[^\s/:@"'`<>]{0,100}:([^\s/@"'`<>]{3,200})@[\w[]/g;
/** What a header says behind its scheme. */
const IN_HEADER = /\b(?:Bearer|Basic|Token)\s{1,3}([\w.~+/=-]{20,2048})/g;
/** Searched in whole texts: their repetitions have bounds. */
export const ADDRESS_PATTERNS = [IN_ADDRESS, IN_HEADER] as const;
/** Names of the thing itself, as documentation writes them. */
const WORD =
  /^(?:pass(?:word|wd)?|pwd|pw|secret|token|user|guest|postgres|root|admin|test|neo4j|\w*[Pp]assword\w*)$/;

/** Passwords in addresses, and what stands behind `Bearer` and `Basic`. */
export function* passwordsInAddresses(text: string): Generator<FoundSecret> {
  for (const match of text.matchAll(IN_ADDRESS)) {
    const password = match[1] ?? "";
    const end = match.index + match[0].length - 2;
    if (!WORD.test(password) && !isTemplate(password))
      yield { kind: "password-in-address", start: end - password.length, end };
  }
  for (const match of text.matchAll(IN_HEADER)) {
    const value = match[1] ?? "";
    const end = match.index + match[0].length;
    if (/[0-9]/.test(value) && entropyOf(value) >= 3.5 && !isPlaceholder(value))
      yield { kind: "authorization-header", start: end - value.length, end };
  }
}

/** Unlike a literal of code, a password in an address may be a plain word. */
function isTemplate(password: string): boolean {
  return /^[A-Z_]+$|\$|[{}%*]|\.\.\.|^x+$/.test(password);
}
