import type { FileFacts } from "../../facts/file-facts.js";

/** Where a program's facts are read from. */
export interface FactsSource {
  /** The same facts that were given for this file when it was added. */
  factsOf(unit: number): FileFacts;
}
