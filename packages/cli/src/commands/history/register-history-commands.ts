import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { addAttachCommand } from "./attach.js";
import { addBlameCommand } from "./blame.js";
import { addBranchCommand } from "./branch.js";
import { addCloneCommand } from "./clone.js";
import { addCommitCommand } from "./commit.js";
import { addCopyHistoryCommand } from "./copy-history.js";
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

const commands = [
  addCommitCommand,
  addStatusCommand,
  addLogCommand,
  addBlameCommand,
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
  addCopyHistoryCommand,
  addVerifyCommand,
];

/** git's commands, for the index of a documented tree. */
export function registerHistoryCommands(program: Command, host: CommandHost): void {
  for (const add of commands) add(program, host);
}
