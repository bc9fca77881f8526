/** Nesting of expressions that is followed: deeper than any that a person writes, shallow enough for the stack. */
export const MAX_EXPRESSION_DEPTH = 60;

/** Nesting of types that is followed. */
export const MAX_TYPE_DEPTH = 30;

/** Arguments after these say nothing of what a call returns. */
export const MAX_ARGUMENTS = 4;

/** Each call of a chain holds those before it with their arguments: without a bound their number would be the square. */
export const MAX_ARGUMENT_DEPTH = 6;
