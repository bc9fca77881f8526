/** Lines of one relation that are told. */
const MOST_LINES = 5;

/** Where somebody calls, as a part of what is told of a relation; nothing where that is not known, or it is no call. */
export function callLinesOf(lines: readonly number[]): { readonly callLines?: readonly number[] } {
  return lines.length === 0 ? {} : { callLines: lines.slice(0, MOST_LINES) };
}
