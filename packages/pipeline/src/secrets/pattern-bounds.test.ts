import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { describe, expect, it } from "@jest/globals";
import { BOUNDED_PATTERNS } from "./bounded-patterns.fixture.js";

const LONGEST = 4_096;

/** Repetitions of a pattern that could make it take more than a bounded time at one place. */
function unboundedIn({ source, flags }: RegExp): string[] {
  const found: string[] = [];
  const open: string[] = [];
  visitRegExpAST(new RegExpParser().parseLiteral(`/${source}/${flags}`), {
    onQuantifierEnter(quantifier) {
      const isVariable = quantifier.min !== quantifier.max;
      if (quantifier.max > LONGEST) found.push(`${quantifier.raw} has no bound`);
      if (isVariable && open.length > 0) found.push(`${quantifier.raw} varies within ${open.at(-1)}`);
      if (isVariable && quantifier.max > 1) open.push(quantifier.raw);
    },
    onQuantifierLeave(quantifier) {
      if (open.at(-1) === quantifier.raw) open.pop();
    },
  });
  return found;
}

describe("the patterns of secrets", () => {
  it.each(BOUNDED_PATTERNS.map((pattern) => [String(pattern), pattern] as const))(
    "repeat nothing without a bound, and nothing that varies within what varies: %s",
    (_, pattern) => {
      expect(unboundedIn(pattern)).toEqual([]);
    },
  );

  it("would show a pattern that can take for ever", () => {
    expect(unboundedIn(/(?:a{1,9}b?){2,8}/u)).toHaveLength(2);
    expect(unboundedIn(/a+/u)).toHaveLength(1);
  });
});
