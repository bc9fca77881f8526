import type { MoveResult } from "@stemma/pipeline";
import { writeJson } from "../json/write-json.js";
import type { Terminal } from "../terminal.js";
import { describePosition } from "./describe-position.js";

/** Where the index went, and how much of it had to change for that. */
export function writeMove(terminal: Terminal, moved: MoveResult, { json }: { readonly json: boolean }): void {
  if (json) {
    writeJson<"switch">(terminal, moved);
    return;
  }
  const { stdout } = terminal;
  stdout.write(
    `${describePosition(terminal, moved)}: ` +
      `${moved.documents} documents changed, ${moved.kept.length} kept as they are\n`,
  );
}
