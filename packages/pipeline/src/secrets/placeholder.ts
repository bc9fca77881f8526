/** Words that say a text only stands where a secret will. */
const WORDS =
  /example|placeholder|change.?me|dummy|sample|redacted|replace|insert|default|invalid|your|my[-_]|x{4}|\*{3}|\.{3}|0{6}|1234567|abcdef/i;
/** Filled in later: `${…}`, `{{…}}`, `<…>`, `%s`, `$NAME`. */
const TEMPLATE = /\$\{|\{\{|\{\w{0,40}\}|^<[^>]*>$|^%\w|^\$[A-Za-z_(]|#\{/;
/** What names and paths are made of. */
const NAME = /^[\w.:/\-[\](),]+$/;
const WORD = /[A-Z]?[a-z]+|[A-Z]+/g;

/** Whether a text is no secret though it stands where one would: an example, a template, a name. */
export function isPlaceholder(text: string): boolean {
  return WORDS.test(text) || TEMPLATE.test(text) || isName(text);
}

/** `V1LocalObjectReference`, `.models.v1_secret`: several words as long as words are, and few digits. */
function isName(text: string): boolean {
  if (!NAME.test(text) || text.replace(/\D/g, "").length > 4) return false;
  const words = text.match(WORD) ?? [];
  return words.length >= 2 && words.join("").length / words.length >= 3.5;
}
