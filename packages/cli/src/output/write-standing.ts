import type { ChangedFile, Standing } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { oneLine } from "./visible-text.js";

const signs = { added: "+", modified: "~", deleted: "-" } as const;

/** Why the index is not what the tree is now, with each file that differs; nothing where it is. */
export function writeStanding({ stdout, colors }: Terminal, { because, files }: Standing): void {
  const paint = { added: colors.green, modified: colors.yellow, deleted: colors.red };
  const writeFile = ({ change, path }: ChangedFile): void =>
    stdout.write(`  ${paint[change](signs[change])} ${oneLine(path)}\n`);
  for (const { code, words } of because) {
    stdout.write(`${oneLine(words)}\n`);
    if (code === "files-changed") files.forEach(writeFile);
  }
}
