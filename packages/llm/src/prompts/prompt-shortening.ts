/** What one part of a prompt was shortened to, so that the prompt stays within its budget. The prompt says it, too. */
export interface PromptShortening {
  /** `"source"`, `"docstring"`, `"children"`, `"calls"`, `"imports"`, `"bases"`, … */
  readonly part: string;
  /** Lines of a text, or entries of a list. */
  readonly total: number;
  /** Entries whose summary was shortened to less than what there is. */
  readonly shortened: number;
  /** Entries that are there by name only. */
  readonly namesOnly: number;
  /** Lines or entries that are not there at all; the prompt says how many. */
  readonly leftOut: number;
}
