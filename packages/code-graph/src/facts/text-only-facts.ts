import { FactsBuilder } from "./facts-builder.js";
import { FILE_ITSELF, type FileFacts } from "./file-facts.js";

/** Facts of a file that could not be parsed: it is there, and nothing is known of what it defines. */
export function textOnlyFacts(text: string): FileFacts {
  const builder = new FactsBuilder();
  builder.addScope("module", -1, FILE_ITSELF);
  return builder.build(text, true);
}
