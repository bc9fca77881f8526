import type { Standing } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

/** Says beside an answer, once, why it may not be what the tree is now. */
export function tellStanding({ stderr }: Pick<Terminal, "stderr">, { because }: Standing): void {
  for (const { words } of because) stderr.write(`${oneLine(words)}\n`);
}
