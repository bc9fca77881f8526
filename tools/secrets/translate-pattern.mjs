// Translates one regular expression of Go's RE2 into one of JavaScript's that needs no flag and whose repetitions have a bound.

/** The longest that an open repetition becomes. */
const LONGEST = 4_096;

/**
 * The same pattern without inline flags: within `(?i)` each letter stands for both of its cases.
 *
 * @param {string} pattern
 */
export function translatePattern(pattern) {
  let at = 0;
  const read = (ignoresCase) => {
    let text = "";
    let isInsensitive = ignoresCase;
    while (at < pattern.length && pattern[at] !== ")") {
      const flag = /^\(\?(-?)i\)/.exec(pattern.slice(at));
      const scoped = /^\(\?(-?)i:/.exec(pattern.slice(at));
      const open = /^\((?:\?:|\?P<\w+>|\?<?[=!])?/.exec(pattern.slice(at));
      if (flag !== null) {
        isInsensitive = flag[1] === "";
        at += flag[0].length;
      } else if (open !== null) {
        at += (scoped ?? open)[0].length;
        const inner = read(scoped === null ? isInsensitive : scoped[1] === "");
        at += 1;
        text += `${/[=!]$/.test(open[0]) ? open[0] : "(?:"}${inner})`;
      } else if (pattern[at] === "[") text += readClass(isInsensitive);
      else text += readOne(isInsensitive);
    }
    return text;
  };
  const readOne = (isInsensitive) => {
    const escape = /^\\(?:x[0-9a-fA-F]{2}|.)/.exec(pattern.slice(at));
    if (escape !== null) {
      at += escape[0].length;
      return escape[0] === "\\z" ? "$" : escape[0];
    }
    const open = /^\{(\d+),\}/.exec(pattern.slice(at));
    if (open !== null) {
      at += open[0].length;
      return `{${open[1]},${LONGEST}}`;
    }
    const letter = pattern[at++];
    if (letter === "*" || letter === "+") return `{${letter === "*" ? 0 : 1},${LONGEST}}`;
    return isInsensitive && /[a-zA-Z]/.test(letter)
      ? `[${letter.toLowerCase()}${letter.toUpperCase()}]`
      : letter;
  };
  const readClass = (isInsensitive) => {
    const whole = /^\[(?:\\.|[^\]\\])*\]/.exec(pattern.slice(at))?.[0];
    if (whole === undefined) throw new Error(`a class without an end: ${pattern}`);
    at += whole.length;
    if (!isInsensitive) return whole;
    return whole.replace(/\\.|[a-zA-Z]-[a-zA-Z]|[a-zA-Z]/g, (part) => {
      if (part.startsWith("\\")) return part;
      return part.toLowerCase() + part.toUpperCase();
    });
  };
  const translated = read(false);
  if (at !== pattern.length) throw new Error(`not understood behind ${pattern.slice(0, at)}`);
  new RegExp(translated);
  return translated;
}
