import type { Command } from "commander";
import { addAttachCommand } from "./attach.js";
import { addBranchCommand } from "./branch.js";
import { addCloneCommand } from "./clone.js";
import { addCommitCommand } from "./commit.js";
import { addDiffCommand } from "./diff.js";
import { addFetchCommand } from "./fetch.js";
import { addImportCommand } from "./import.js";
import { addLogCommand } from "./log.js";
import { addMergeCommand } from "./merge.js";
import { addPullCommand } from "./pull.js";
import { addPushCommand } from "./push.js";
import { addRemoteCommand } from "./remote.js";
import { addResetCommand } from "./reset.js";
import { addResolveCommand } from "./resolve.js";
import { addStatusCommand } from "./status.js";
import { addSwitchCommand } from "./switch.js";
import { addTagCommand } from "./tag.js";
import { addUpdateCommand } from "./update.js";
import { addVerifyCommand } from "./verify.js";
import type { HistorySurroundings } from "./with-history.js";

const commands = [
  addCommitCommand,
  addStatusCommand,
  addLogCommand,
  addDiffCommand,
  addBranchCommand,
  addSwitchCommand,
  addMergeCommand,
  addResolveCommand,
  addResetCommand,
  addTagCommand,
  addRemoteCommand,
  addPushCommand,
  addPullCommand,
  addFetchCommand,
  addUpdateCommand,
  addCloneCommand,
  addAttachCommand,
  addImportCommand,
  addVerifyCommand,
];

/** git's commands, for the index of a documented tree. */
export function registerHistoryCommands(program: Command, surroundings: HistorySurroundings): void {
  for (const add of commands) add(program, surroundings);
}
