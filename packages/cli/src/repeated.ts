/** For a flag that may be given several times: all its values, in order. */
export function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
