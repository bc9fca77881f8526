import { ASSIGNED_PATTERNS } from "./assigned-literals.js";
import { ADDRESS_PATTERNS } from "./passwords-in-addresses.js";
import { TOKEN_RULES } from "./token-rules.js";

/** Every pattern that a whole text is searched with. */
export const BOUNDED_PATTERNS: readonly RegExp[] = [
  ...TOKEN_RULES.map(({ pattern }) => pattern),
  ...ASSIGNED_PATTERNS,
  ...ADDRESS_PATTERNS,
];
