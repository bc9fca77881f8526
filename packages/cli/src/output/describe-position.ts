import type { Position } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { shortHash } from "./short-hash.js";

/** "On branch main at 1a2b3c", or, as git says it, "At 1a2b3c, on no branch". */
export function describePosition({ colors }: Terminal, { branch, commit }: Position): string {
  const at = colors.yellow(shortHash(commit));
  return branch === null ? `At ${at}, on no branch` : `On branch ${colors.bold(branch)} at ${at}`;
}
