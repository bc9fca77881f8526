import { InvalidArgumentError } from "@stemma/core";
import type { Where } from "@stemma/pipeline/collections";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { collectionCommand, jsonObject, withCollections } from "./with-collections.js";

interface DeleteFlags {
  readonly data?: string;
  readonly where?: Where;
  readonly all?: boolean;
}

/** `stemma collection delete <name> [ids...]` */
export function addDeleteCommand(parent: Command, host: CommandHost): void {
  collectionCommand(parent, "delete")
    .description("delete records; with --all the collection")
    .argument("<name>")
    .argument("[ids...]", "these records; those that are not there are passed over")
    .option("--where <json>", "records whose metadata fit, in Chroma's own language", jsonObject)
    .option("--all", "the collection with all its records")
    .action(async (name: string, ids: string[], { data, where, all = false }: DeleteFlags) => {
      const hasFilter = ids.length > 0 || where !== undefined;
      if (all === hasFilter)
        throw new InvalidArgumentError("Say what to delete: ids, --where, or else --all");
      await withCollections(host, { data }, async ({ collections, terminal, json, signal }) => {
        const hasFilter = ids.length > 0 || where !== undefined;
        if (all === hasFilter)
          throw new InvalidArgumentError("Say what to delete: ids, --where, or else --all");
        const collection = await collections.chroma.getCollection({ name }, { signal });
        const before = await collection.count({ signal });
        if (all) await collections.chroma.deleteCollection({ name }, { signal });
        else {
          const filter = { ...(ids.length > 0 ? { ids } : {}), where };
          await collection.delete(filter, { signal });
        }
        const deleted = before - (all ? 0 : await collection.count({ signal }));
        if (json) writeJson<"collection delete">(terminal, { deleted });
        else terminal.stderr.write(`${deleted} records deleted\n`);
        return exitCode.fine;
      });
    });
}
