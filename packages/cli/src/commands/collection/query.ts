import { InvalidArgumentError } from "@stemma/core";
import type { Where } from "@stemma/pipeline/collections";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { excerpt } from "../../output/excerpt.js";
import { oneLine } from "../../output/visible-text.js";
import { wholeNumber } from "../../whole-number.js";
import {
  collectionCommand,
  collectionOf,
  jsonObject,
  jsonVector,
  withCollections,
} from "./with-collections.js";

interface QueryFlags {
  readonly data?: string;
  readonly k: number;
  readonly where?: Where;
  readonly vector?: readonly number[];
}

/** `stemma collection query <name> <text>` */
export function addQueryCommand(parent: Command, host: CommandHost): void {
  collectionCommand(parent, "query")
    .description("print the records nearest to a text, or to a vector")
    .argument("<name>")
    .argument("[text]")
    .option("-k <n>", "how many", wholeNumber, 10)
    .option("--where <json>", "only records whose metadata fit, in Chroma's own language", jsonObject)
    .option("--vector <json>", "a list of numbers, in place of the text", jsonVector)
    .action((name: string, text: string | undefined, { data, k: nResults, where, vector }: QueryFlags) =>
      withCollections(host, { data }, async (bench) => {
        const { terminal, json, signal } = bench;
        const { collection, canEmbed } = await collectionOf(bench, name);
        const question = questionOf(name, text, vector, canEmbed);
        const { ids, distances, documents, metadatas } = await collection.query(
          { ...question, nResults, where },
          { signal },
        );
        const results = (ids[0] ?? []).map((id, rank) => ({
          id,
          distance: distances[0]?.[rank] ?? null,
          document: documents[0]?.[rank] ?? null,
          metadata: metadatas[0]?.[rank] ?? null,
        }));
        if (json) writeJson<"collection query">(terminal, { results });
        else {
          const { stdout, colors } = terminal;
          for (const { id, distance, document } of results)
            stdout.write(
              `${colors.dim(distance?.toFixed(4) ?? "")}  ${colors.bold(oneLine(id))}  ${excerpt(document ?? "", 160)}\n`,
            );
        }
        return exitCode.fine;
      }),
    );
}

function questionOf(
  name: string,
  text: string | undefined,
  vector: readonly number[] | undefined,
  canEmbed: boolean,
): { readonly queryTexts: readonly string[] } | { readonly queryEmbeddings: readonly (readonly number[])[] } {
  if (vector !== undefined) return { queryEmbeddings: [vector] };
  if (text === undefined) throw new InvalidArgumentError("Say what to look for: a text, or --vector");
  if (canEmbed) return { queryTexts: [text] };
  throw new InvalidArgumentError(`The vectors of ${name} are not of the bundled model`, {
    advice: "Ask with a vector of the same model: --vector '[…]'.",
  });
}
