import { type FactsStore, ScanCache } from "@stemma/code-graph";

/** What earlier scans found; loaded only by what scans, since the parser comes with it. */
export function openFacts(file: string): Promise<FactsStore> {
  return ScanCache.open(file);
}
