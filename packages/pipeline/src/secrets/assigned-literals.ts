import { entropyOf } from "./entropy.js";
import type { FoundSecret } from "./found-secret.js";
import { isPlaceholder } from "./placeholder.js";

/** A name that ends a secret's: `apiKey`, `DB_PASSWORD`, `clientSecretV2`; not `tokenizer`, `secretary`. */
const NAME =
  "(?:[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Pp]assw(?:or)?d|PASSW(?:OR)?D|[Pp]assphrase|PASSPHRASE|[Pp]wd|PWD|[Aa]pi_?[Kk]ey|API_?KEY|apikey|[Aa]ccess_?[Kk]ey|ACCESS_?KEY|[Pp]rivate_?[Kk]ey|PRIVATE_?KEY|[Cc]redentials?|CREDENTIALS?)s?(?![a-z])[\\w-]{0,30}";
/** `=`, `:`, `:=`, `=>`, `==`, `,` behind a quoted name; with a type before it (`: string =`). */
const SIGN = `["'\\]]{0,2}\\s{0,3}(?::\\s{0,2}[\\w.]{1,20}\\s{0,2}=|[:=]=?=?>?|(?<=["'])\\s{0,2},)\\s{0,4}`;
const QUOTED = new RegExp(`${NAME}${SIGN}[bfru]{0,2}(["'\`])([^"'\`\\s]{8,512})\\1`, "g");
const BARE = new RegExp(`${NAME}\\s{0,3}[:=]\\s{0,3}([A-Za-z0-9+/_=~-]{20,512})(?![\\w(.\\[])`, "g");
/** Searched in whole texts: their repetitions have bounds. */
export const ASSIGNED_PATTERNS = [QUOTED, BARE] as const;

/** Literals that are given to a name for a secret and look like made by chance, not like words. */
export function* assignedLiterals(text: string): Generator<FoundSecret> {
  for (const match of text.matchAll(QUOTED)) {
    const value = match[2] ?? "";
    const end = match.index + match[0].length - 1;
    if (isChance(value) && !isPlaceholder(value)) yield found(value, end);
  }
  for (const match of text.matchAll(BARE)) {
    const value = match[1] ?? "";
    const digits = value.replace(/\D/g, "").length;
    if (digits >= 3 && isChance(value) && !isPlaceholder(value))
      yield found(value, match.index + match[0].length);
  }
}

function found(value: string, end: number): FoundSecret {
  return { kind: "assigned-secret", start: end - value.length, end };
}

/** Letters with digits or signs, as keys have them; short ones only if they mix three kinds, as passwords do. */
function isChance(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
  if (!/[0-9]/.test(value)) return false;
  return value.length < 16 ? kinds >= 3 && entropyOf(value) >= 2.75 : kinds >= 2 && entropyOf(value) >= 3.3;
}
