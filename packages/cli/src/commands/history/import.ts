import { resolve } from "node:path";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { withHistory } from "./with-history.js";

/** `stemma import <chroma dir>` */
export function addImportCommand(program: Command, host: CommandHost): void {
  program
    .command("import")
    .description("copy the collections of another Chroma, with their vectors; stemma commit then keeps them")
    .argument("<chroma>", "its data directory, or http(s)://host:port")
    .action((location: string) =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        const from = /^https?:\/\//.test(location) ? location : resolve(location);
        const imported = await versions.importChroma(from, { signal });
        if (json) writeJson<"import">(terminal, imported);
        else {
          const { collections, documents } = imported;
          terminal.stdout.write(
            `${collections} collections with ${documents} documents, not committed yet\n`,
          );
        }
        return exitCode.fine;
      }),
    );
}
