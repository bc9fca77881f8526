/** Lines longer than this are tables, and no declarations. */
const MAX_LINE = 400;

/** A macro by its usual look, perhaps with arguments. */
const MACRO = "\\b[A-Z][A-Z0-9]*_?[A-Z0-9_]{2,}\\b";
const ARGUMENTS = "(?:\\([^()\\n]*(?:\\([^()\\n]*\\)[^()\\n]*)*\\))?";

/** A macro that has the line for itself: `Q_OBJECT`, `ABSL_NAMESPACE_BEGIN`. */
const ALONE = new RegExp(`^[ \\t]*${MACRO}[ \\t]*$`);
/** Between `class` and its name. */
const BEFORE_NAME = new RegExp(
  `(?<=\\b(?:class|struct|union|enum|namespace)[ \\t]+)${MACRO}${ARGUMENTS}(?=[ \\t]+[A-Za-z_])`,
  "g",
);
/** In front of a type: `NAPI_EXTERN napi_status f(`. */
const IN_FRONT = new RegExp(
  `^([ \\t]*(?:(?:static|extern|inline|virtual)[ \\t]+)*)(${MACRO}${ARGUMENTS}[ \\t]+)(?=(?:(?:const|static|inline|unsigned|signed|struct|enum|class|virtual|explicit|constexpr|extern|friend)[ \\t]+|[A-Za-z_][\\w:]*(?:<[^<>]*>)?[ \\t]*[*&]*[ \\t]+[*&]*)[A-Za-z_~*])`,
);
/** Between a type and the name of a function: `int WINAPI f(`. */
const BETWEEN = new RegExp(
  `(?<=[\\w*&>][ \\t*&]+)(?<!\\b(?:return|case|goto|else|throw|new|define|ifdef|ifndef)[ \\t]+)${MACRO}(?=[ \\t]+[*&]*[A-Za-z_]\\w*[ \\t]*\\()`,
  "g",
);
/** Behind what it says something of: `int x GUARDED_BY(mu);`, `f(string s LIFETIME_BOUND)`. */
const BEHIND = new RegExp(
  `(?<=^[ \\t]*|[\\w)&*>\\]][ \\t]+)${MACRO}${ARGUMENTS}(?=[ \\t]*(?:[),{;=:]|$|${MACRO}))`,
  "g",
);
const SAYS_SOMETHING =
  /ATTR|GUARD|REQUIRE|LOCK|NOEXCEPT|UNUSED|DEPRECAT|OVERRIDE|FINAL|BOUND|NORETURN|NONNULL|RETURN|PRINTF|FORMAT|EXPORT|API|DLL|PURE|MALLOC|VISIB|THROW|EXCLUDE|ACQUIRE|RELEASE|CAPABILITY|WARN|NULLABLE|ALIGN|ANNOT|CDECL|WEAK|NODISCARD|CONSTEXPR/;
const WORD_BEFORE = /\b(?:return|case|goto|else|throw|new|define|ifdef|ifndef|if|elif|defined|undef)[ \t]+$/;

/**
 * Macros that stand where the grammar knows none say nothing of what is declared: blanks in their place let it find its way.
 * Asked for only where it stumbled.
 */
export function repairMacros(text: string): string | null {
  let isDirective = false;
  const lines = text.split("\n").map((line) => {
    const isContinued = isDirective;
    isDirective = (isContinued || /^[ \t]*#/.test(line)) && /\\\r?$/.test(line);
    if (isContinued || line.length > MAX_LINE || !/[A-Z]{3}/.test(line) || /^[ \t]*(?:#|\/\/|\*)/.test(line))
      return line;
    return repairLine(line);
  });
  const repaired = lines.join("\n");
  return repaired === text ? null : repaired;
}

function repairLine(line: string): string {
  if (ALONE.test(line.replace(/\r$/, ""))) return blank(line);
  const inFront = (text: string): string =>
    text.replace(IN_FRONT, (_, before: string, macro: string) => before + blank(macro));
  return inFront(inFront(line.replace(BEFORE_NAME, blank)))
    .replace(BETWEEN, blank)
    .replace(BEHIND, (macro: string, offset: number, whole: string) =>
      SAYS_SOMETHING.test(macro) && !WORD_BEFORE.test(whole.slice(0, offset)) ? blank(macro) : macro,
    );
}

function blank(text: string): string {
  return text.replace(/[^\r]/g, " ");
}

/**
 * Branches of the preprocessor that are no whole statements (`#if A` / `if (x) {` / `#else` / `if (y) {` / `#endif`): the first of
 * each stays.
 */
export function repairBranches(text: string): string | null {
  /** Whether the lines of each open condition are taken out now. */
  const open: boolean[] = [];
  let isDirective = false;
  const lines = text.split("\n").map((line) => {
    const [, directive] = /^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|elifdef|else|endif)\b/.exec(line) ?? [];
    const isOut = open.includes(true);
    if (isDirective) {
      isDirective = /\\\r?$/.test(line);
      return blank(line);
    }
    if (directive === undefined) return isOut ? blank(line) : line;
    isDirective = /\\\r?$/.test(line);
    if (directive === "endif") open.pop();
    else if (directive.startsWith("el")) {
      if (open.length > 0) open[open.length - 1] = true;
    } else open.push(/^[ \t]*#[ \t]*if[ \t]+0\b/.test(line));
    return blank(line);
  });
  const repaired = lines.join("\n");
  return repaired === text ? null : repaired;
}
