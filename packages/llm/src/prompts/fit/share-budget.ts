/** What one part of a prompt would take, and how much of a scarce budget it deserves. */
export interface BudgetClaim {
  readonly tokens: number;
  readonly weight: number;
}

/**
 * Shares a budget among claims by their weights; what a small claim does not need goes to the others. Each gets at most
 * what it claims, and together they get at most the budget.
 */
export function shareBudget<Part extends string>(
  claims: ReadonlyMap<Part, BudgetClaim>,
  budget: number,
): Map<Part, number> {
  const shares = new Map<Part, number>();
  let open = [...claims];
  let left = Math.max(0, budget);
  for (;;) {
    const weights = open.reduce((sum, [, { weight }]) => sum + weight, 0);
    const fairShare = (weight: number): number => (left * weight) / weights;
    const content = open.filter(([, { tokens, weight }]) => tokens <= fairShare(weight));
    if (content.length === 0) {
      for (const [part, { weight }] of open) shares.set(part, Math.floor(fairShare(weight)));
      return shares;
    }
    for (const [part, { tokens }] of content) {
      shares.set(part, tokens);
      left -= tokens;
    }
    open = open.filter(([part]) => !shares.has(part));
  }
}
