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
/** The same where the name begins the next line. */
const AT_END = new RegExp(
  `^((?:(?:static|extern|inline|const|struct|enum|union|unsigned)[ \\t]+)*[A-Za-z_]\\w*[ \\t*]*[ \\t*])(?<!^(?:static|extern|inline|const|struct|enum|union|unsigned)[ \\t]+)(${MACRO}[ \\t]*\\r?)$`,
);
/** Around the type of a function: `PyAPI(int) f(`, `XMLPARSEAPI(void)` above `f(`. */
const AROUND_TYPE = new RegExp(
  `^(${MACRO}[ \\t]*\\()([\\w \\t*]+)(\\))(?=[ \\t]*(?:\\r?$|[*A-Za-z_]\\w*[ \\t]*\\())`,
);
/** In front of a pointer to a function: `int (WINAPI *f)(int)`. */
const BEFORE_POINTER = new RegExp(`(?<=\\([ \\t]*)${MACRO}(?=[ \\t]*\\*[ \\t]*\\w+[ \\t]*\\))`, "g");
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
  const lines = text.split("\n").map((line, index, all) => {
    const isContinued = isDirective;
    isDirective = (isContinued || /^[ \t]*#/.test(line)) && /\\\r?$/.test(line);
    if (isContinued || line.length > MAX_LINE || !/[A-Z]{3}/.test(line) || /^[ \t]*(?:#|\/\/|\*)/.test(line))
      return line;
    const isNameBelow = /^[A-Za-z_(]/.test(all[index + 1] ?? "");
    const [, open = "", type = "", close = ""] = AROUND_TYPE.exec(line) ?? [];
    if (open !== "" && (isNameBelow || !/\)[ \t]*\r?$/.test(line)))
      return blank(open) + type + blank(close) + line.slice(open.length + type.length + close.length);
    const macro = isNameBelow ? AT_END.exec(line) : null;
    return repairLine(macro === null ? line : (macro[1] ?? "") + blank(macro[2] ?? ""));
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
    .replace(BEFORE_POINTER, blank)
    .replace(BEHIND, (macro: string, offset: number, whole: string) =>
      SAYS_SOMETHING.test(macro) && !WORD_BEFORE.test(whole.slice(0, offset)) ? blank(macro) : macro,
    );
}

function blank(text: string): string {
  return text.replace(/[^\r]/g, " ");
}

/** A statement of the file that is a macro with a parenthesis: `FLAG(int, size, 1 << 3, "…");`. */
const STATEMENT = new RegExp(`^${MACRO}[ \\t]*\\(`, "gm");
/** Longer ones are no statements. */
const MAX_STATEMENT = 2_000;

/** Macros that are whole statements outside of functions, with arguments that the grammar takes for something else. */
export function repairStatements(text: string): string | null {
  let repaired = "";
  let from = 0;
  STATEMENT.lastIndex = 0;
  for (let match = STATEMENT.exec(text); match !== null; match = STATEMENT.exec(text)) {
    const end = endOfStatement(text, match.index + match[0].length);
    if (end === -1) continue;
    repaired += text.slice(from, match.index) + text.slice(match.index, end).replace(/[^\r\n]/g, " ");
    from = end;
    STATEMENT.lastIndex = end;
  }
  return from === 0 ? null : repaired + text.slice(from);
}

/** Where the statement ends whose parenthesis is open; -1 for one that has a body, or goes on otherwise. */
function endOfStatement(text: string, start: number): number {
  const last = Math.min(text.length, start + MAX_STATEMENT);
  let depth = 1;
  let at = start;
  for (; at < last && depth > 0; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")") depth--;
    else if (text[at] === '"') while (at + 1 < last && text[++at] !== '"') if (text[at] === "\\") at++;
  }
  if (depth > 0) return -1;
  const rest = /^[ \t]*(?:;|(?=\r?\n[ \t]*(?![\s{:]))|$)/.exec(text.slice(at, at + 200));
  return rest === null ? -1 : at + rest[0].length;
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
