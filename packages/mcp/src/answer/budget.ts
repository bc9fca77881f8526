/** Tokens of the data of one answer; with the text beside it no more than 20,000. */
export const ANSWER_TOKENS = 10_000;
/** Tokens of the text beside the data. */
export const TEXT_TOKENS = 4_000;
