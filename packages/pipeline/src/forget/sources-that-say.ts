import { join } from "node:path";
import { readFileBounded } from "@stemma/core";
import type { StemmaConfig } from "../config/config-schema.js";
import { secretsFromEnvironment } from "../config/environment.js";
import { openGraph } from "../project/open-graph.js";
import { maskSecrets } from "../secrets/mask-secrets.js";
import type { StateDirectory } from "../state/state-directory.js";

const LARGEST_FILE = 1_048_576;

/** Documented files that still say a text, in a way that the filter of secrets does not mask. */
export async function sourcesThatSay(
  state: StateDirectory,
  { graph: url }: StemmaConfig,
  text: string,
): Promise<string[]> {
  await using graph = await openGraph(url, state, secretsFromEnvironment(process.env));
  const files = await graph.readOutline();
  return files
    .filter(({ label, path }) => label === "FILE" && saysIt(join(state.root, path), text))
    .map(({ path }) => path)
    .sort();
}

function saysIt(path: string, text: string): boolean {
  try {
    return maskSecrets(readFileBounded(path, { maxBytes: LARGEST_FILE }).toString("utf8")).includes(text);
  } catch {
    // Gone, or no file that is read.
    return false;
  }
}
