/** What only C++ says, at the beginning of a line. */
const CPP_LINE =
  /^[ \t]*(?:class[ \t]+[\w:]+(?:[ \t]+[\w:]+)*[ \t]*(?:final[ \t]*)?[:{\n]|(?:inline[ \t]+)?namespace\b|template[ \t]*<|using[ \t]+[\w:]+|(?:public|private|protected)[ \t]*:|virtual\b|constexpr\b|friend\b|explicit\b|static_assert\b|enum[ \t]+(?:class|struct)\b|operator\b)/m;
/** The same anywhere: a name with its namespace, a reference, a cast, a standard header without ending. */
const CPP_ANYWHERE =
  /\bstd::|\b[A-Za-z_]\w*::~?[A-Za-z_]|\b(?:static|reinterpret|const|dynamic)_cast[ \t]*<|\bnullptr\b|\boperator[ \t]*(?:[-+*/=<>!&|^~%[(]|bool\b|new\b|delete\b)|#[ \t]*include[ \t]*<[a-z_]+>/;

/** Whether a header is one of C++, by what it says outside of what it keeps for C++ alone (`#ifdef __cplusplus`). */
export function isCppHeader(text: string): boolean {
  const code = withoutCppBranches(withoutComments(text));
  return CPP_LINE.test(code) || CPP_ANYWHERE.test(code);
}

/** A text without comments and without what is in quotes, in one pass. */
function withoutComments(text: string): string {
  let kept = "";
  let from = 0;
  const marks = /\/[*/]|"/g;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    kept += text.slice(from, match.index);
    from = endOf(text, match.index);
    if (from === -1) return kept;
    marks.lastIndex = from;
  }
  return kept + text.slice(from);
}

/** Where a comment or text ends that begins at an offset; -1 for never. */
function endOf(text: string, start: number): number {
  if (text.startsWith("/*", start)) {
    const end = text.indexOf("*/", start + 2);
    return end === -1 ? -1 : end + 2;
  }
  if (text.startsWith("//", start)) return text.indexOf("\n", start);
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"' || text[at] === "\n") return at + 1;
  }
  return -1;
}

/** Takes out what stands between `#ifdef __cplusplus` and its `#else` or `#endif`. */
function withoutCppBranches(text: string): string {
  const kept: string[] = [];
  /** Conditions that are open; whether each has taken the lines out. */
  const open: boolean[] = [];
  for (const line of text.split("\n")) {
    const [, directive, rest = ""] =
      /^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|else|endif)\b(.*)$/.exec(line) ?? [];
    if (directive === undefined) {
      if (!open.includes(true)) kept.push(line);
    } else if (directive === "endif") open.pop();
    else if (directive === "else" || directive === "elif") {
      const last = open.pop();
      if (last !== undefined) open.push(false);
    } else open.push(directive !== "ifndef" && /\b__cplusplus\b/.test(rest) && !rest.includes("!"));
  }
  return kept.join("\n");
}
