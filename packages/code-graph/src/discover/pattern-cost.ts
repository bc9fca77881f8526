const SHORT = 16_384;
const TWO_STARS = /\*[^*\n]+\*/u;

/**
 * Whether comparing paths with these patterns may take more than a moment: there are many of them, or one has two places at which
 * a path can be divided, so that the ways to divide it multiply.
 */
export function isCostly(patterns: string): boolean {
  return patterns.length > SHORT || TWO_STARS.test(patterns);
}
