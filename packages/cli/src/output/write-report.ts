import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { DocumentSummary } from "@stemma/pipeline";

/** The summary of a run with all its figures, in a file. */
export async function writeReport(file: string, summary: DocumentSummary): Promise<void> {
  const path = resolve(file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(summary, null, 2)}\n`);
}
