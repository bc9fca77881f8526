import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { addAddCommand } from "./add.js";
import { addCreateCommand } from "./create.js";
import { addDeleteCommand } from "./delete.js";
import { addExportCommand } from "./export.js";
import { addGetCommand } from "./get.js";
import { addImportCommand } from "./import.js";
import { addListCommand } from "./list.js";
import { addQueryCommand } from "./query.js";

const commands = [
  addListCommand,
  addCreateCommand,
  addAddCommand,
  addGetCommand,
  addQueryCommand,
  addDeleteCommand,
  addExportCommand,
  addImportCommand,
];

/** `stemma collection …`: the Chroma services by hand. */
export function registerCollectionCommands(program: Command, host: CommandHost): void {
  const collection = program
    .command("collection")
    .description(
      "work on Chroma's collections by hand: of the documented tree, of a data directory, of a server",
    );
  for (const add of commands) add(collection, host);
}
