import { entropyOf } from "./entropy.js";
import type { FoundSecret } from "./found-secret.js";
import { TOKEN_RULES } from "./token-rules.js";

/** What the makers of tokens write in their own documentation: `AKIAIOSFODNN7EXAMPLE`. */
const EXAMPLE = /EXAMPLE/;

/** Tokens of known services. A rule is run only where one of its words stands. */
export function* knownTokens(text: string): Generator<FoundSecret> {
  const lower = text.toLowerCase();
  for (const { kind, words, entropy, pattern } of TOKEN_RULES) {
    if (!words.some((word) => lower.includes(word))) continue;
    for (const { 0: match, index } of text.matchAll(pattern)) {
      if (entropyOf(match) < entropy || EXAMPLE.test(match)) continue;
      yield { kind, start: index, end: index + match.length };
    }
  }
}
