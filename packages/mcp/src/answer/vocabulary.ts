/** What was given and not taken, told with what is. */
export interface IgnoredArgument {
  readonly argument: string;
  readonly given: unknown;
  readonly because: string;
}

/** The arguments of one call: what can't be taken is noted in place of failing, so that a guess costs no second call. */
export class LenientArguments {
  readonly ignored: IgnoredArgument[] = [];

  /** Notes arguments that the tool does not have. */
  knowOnly(given: object, known: readonly string[]): void {
    for (const [argument, value] of Object.entries(given))
      if (!known.includes(argument)) this.ignore(argument, value, `there are ${known.join(", ")}`);
  }

  /** Those of the values that there are, in whatever case they were given; `undefined` when none is left. */
  valuesOf<T extends string>(
    argument: string,
    given: string | readonly string[] | undefined,
    known: readonly T[],
  ): readonly T[] | undefined {
    const values = typeof given === "string" ? given.split(",") : (given ?? []);
    const taken = values.flatMap((value) => {
      const plain = value.trim().toLowerCase();
      const found = known.find((each) => each.toLowerCase() === plain);
      if (found === undefined) this.ignore(argument, value, `one of ${known.join(", ")}`);
      return found ?? [];
    });
    return taken.length > 0 ? taken : undefined;
  }

  /** A whole number between bounds; the nearest one where it is beyond. */
  count(
    argument: string,
    given: number | undefined,
    bounds: { least: number; most: number; usual: number },
  ): number {
    if (given === undefined) return bounds.usual;
    const taken = Math.min(bounds.most, Math.max(bounds.least, Math.round(given)));
    if (taken !== given) this.ignore(argument, given, `${bounds.least} to ${bounds.most}; took ${taken}`);
    return taken;
  }

  /** Notes an argument that was not taken. */
  ignore(argument: string, given: unknown, because: string): void {
    this.ignored.push({ argument, given, because });
  }
}
