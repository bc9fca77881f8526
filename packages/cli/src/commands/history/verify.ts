import type { Command } from "commander";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../output/write-json.js";
import { type HistorySurroundings, withHistory } from "./with-history.js";

/** `stemma verify` */
export function addVerifyCommand(program: Command, surroundings: HistorySurroundings): void {
  program
    .command("verify")
    .description("compare the index with its last commit in full, vectors included")
    .action(() =>
      withHistory(surroundings, async (versions, { terminal, json, signal }) => {
        const { isEqual, documents, changes, misrecorded, otherVectors } = await versions.verify({ signal });
        const { added, modified, deleted } = changes.documents;
        const notCommitted = { added, modified, deleted };
        if (json) writeJson(terminal, { isEqual, documents, notCommitted, misrecorded, otherVectors });
        else if (isEqual) terminal.stdout.write(`Equal: ${documents} documents\n`);
        else {
          const uncommitted = added.length + modified.length + deleted.length;
          terminal.stdout.write(
            `Not equal to the last commit of ${documents} documents: ${uncommitted} not committed, ` +
              `${otherVectors.length} with other vectors, ${misrecorded.length} recorded wrongly\n`,
          );
        }
        return isEqual ? exitCode.fine : exitCode.failed;
      }),
    );
}
