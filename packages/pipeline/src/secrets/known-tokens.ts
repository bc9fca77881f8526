import { entropyOf } from "./entropy.js";
import type { FoundSecret } from "./found-secret.js";
import { TOKEN_RULES } from "./token-rules.js";

/** What the makers of tokens write in their own documentation: `AKIAIOSFODNN7EXAMPLE`. */
const EXAMPLE = /EXAMPLE/;

/** Shorter words are of half of all texts, and say nothing. */
const TELLING_LENGTH = 4;
/** Rules whose words are rare: most texts hold none of them all, which one look tells. */
const RARE_RULES = TOKEN_RULES.filter(({ words }) => words.every((word) => word.length >= TELLING_LENGTH));
const OTHER_RULES = TOKEN_RULES.filter((rule) => !RARE_RULES.includes(rule));
const RARE_WORD = new RegExp(
  RARE_RULES.flatMap(({ words }) => words.map((word) => word.replace(/[^\w]/g, "\\$&"))).join("|"),
);

/** Tokens of known services. A rule is run only where one of its words stands. */
export function* knownTokens(text: string): Generator<FoundSecret> {
  const lower = text.toLowerCase();
  const rules = RARE_WORD.test(lower) ? TOKEN_RULES : OTHER_RULES;
  for (const { kind, words, entropy, pattern } of rules) {
    if (!words.some((word) => lower.includes(word))) continue;
    for (const { 0: match, index } of text.matchAll(pattern)) {
      if (entropyOf(match) < entropy || EXAMPLE.test(match)) continue;
      yield { kind, start: index, end: index + match.length };
    }
  }
}
