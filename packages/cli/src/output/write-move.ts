import type { MoveResult } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { shortHash } from "./short-hash.js";
import { writeJson } from "./write-json.js";

/** Where the index went, and how much of it had to change for that. */
export function writeMove(
  terminal: Terminal,
  moved: Pick<MoveResult, "branch" | "commit" | "documents" | "kept">,
  { json }: { readonly json: boolean },
): void {
  if (json) {
    writeJson(terminal, moved);
    return;
  }
  const { stdout, colors } = terminal;
  stdout.write(
    `On branch ${colors.bold(moved.branch)} at ${colors.yellow(shortHash(moved.commit))}: ` +
      `${moved.documents} documents changed, ${moved.kept.length} kept as they are\n`,
  );
}
