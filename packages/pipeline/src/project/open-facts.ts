import { FactsFile, type FactsStore } from "@stemma/code-graph";

/** What earlier scans found; loaded only by what scans, since the parser comes with it. */
export function openFacts(file: string): Promise<FactsStore> {
  return FactsFile.open(file);
}
