import { once } from "node:events";
import type {
  ChromaCollection,
  GetResult,
  RecordFilter,
  Where,
  WhereDocument,
} from "@stemma/pipeline/collections";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { visibleJson } from "../../output/visible-text.js";
import { wholeNumber } from "../../whole-number.js";
import { printedRecords } from "./record-lines.js";
import { collectionCommand, jsonObject, withCollections } from "./with-collections.js";

/** Records that are in memory at a time. */
const pageSize = 500;

interface GetFlags {
  readonly data?: string;
  readonly where?: Where;
  readonly whereDocument?: WhereDocument;
  readonly limit?: number;
  readonly vectors?: boolean;
}

/** `stemma collection get <name> [ids...]` */
export function addGetCommand(parent: Command, host: CommandHost): void {
  collectionCommand(parent, "get")
    .description("print records as JSON lines, which `add` takes")
    .argument("<name>")
    .argument("[ids...]", "only these records")
    .option("--where <json>", "only records whose metadata fit, in Chroma's own language", jsonObject)
    .option("--where-document <json>", "only records whose document fits", jsonObject)
    .option("--limit <n>", "at most this many", wholeNumber)
    .option("--vectors", "with their vectors")
    .action((name: string, ids: string[], { data, limit, vectors = false, ...conditions }: GetFlags) =>
      withCollections(host, { data }, async ({ collections, terminal, json, signal }) => {
        const collection = await collections.chroma.getCollection({ name }, { signal });
        const filter = { ...(ids.length > 0 ? { ids } : {}), ...conditions };
        const printed = [];
        for await (const page of pages(collection, filter, { limit, vectors, signal })) {
          const records = printedRecords(page);
          if (json) printed.push(...records);
          else {
            const lines = records.map((record) => `${visibleJson(record)}\n`).join("");
            if (!terminal.data.write(lines)) await once(terminal.data, "drain");
          }
        }
        if (json) writeJson<"collection get">(terminal, { records: printed });
        return exitCode.fine;
      }),
    );
}

async function* pages(
  collection: ChromaCollection,
  filter: RecordFilter,
  {
    limit = Infinity,
    vectors,
    signal,
  }: { limit?: number | undefined; vectors: boolean; signal: AbortSignal },
): AsyncGenerator<GetResult> {
  const include = ["documents", "metadatas", ...(vectors ? (["embeddings"] as const) : [])] as const;
  for (let offset = 0; offset < limit; ) {
    const size = Math.min(pageSize, limit - offset);
    const page = await collection.get({ ...filter, include, limit: size, offset }, { signal });
    if (page.ids.length === 0) return;
    offset += page.ids.length;
    yield page;
  }
}
