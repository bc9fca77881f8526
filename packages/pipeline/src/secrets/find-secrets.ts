import { assignedLiterals } from "./assigned-literals.js";
import type { FoundSecret } from "./found-secret.js";
import { knownTokens } from "./known-tokens.js";
import { passwordsInAddresses } from "./passwords-in-addresses.js";
import { privateKeys } from "./private-keys.js";

/** In the order of what they say of the kind: the first one names a place that several find. */
const FINDERS = [privateKeys, knownTokens, passwordsInAddresses, assignedLiterals] as const;

/**
 * The secrets in a text, in their order, none within another. Takes time in proportion to the text: patterns have no
 * repetition without a bound.
 */
export function findSecrets(text: string): FoundSecret[] {
  if (text.length < SHORTEST_TEXT) return [];
  const all = FINDERS.flatMap((find, rank) => [...find(text)].map((secret) => ({ ...secret, rank })));
  all.sort((a, b) => a.start - b.start || a.rank - b.rank);
  const secrets: FoundSecret[] = [];
  for (const { kind, start, end } of all) {
    const last = secrets.at(-1);
    if (last === undefined || start >= last.end) secrets.push({ kind, start, end });
    else if (end > last.end) secrets[secrets.length - 1] = { ...last, end };
  }
  return secrets;
}

/** Nothing shorter holds a name and a literal, or a token. */
const SHORTEST_TEXT = 12;
