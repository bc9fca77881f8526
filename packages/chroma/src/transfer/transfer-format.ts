import { extname } from "node:path";
import { InvalidArgumentError } from "@stemma/core";

/** JSON Lines: a record a line, readable by everything. Arrow: Arrow's file format, a fifth of the size and faster. */
export type TransferFormat = "jsonl" | "arrow";

const formatOf: Readonly<Record<string, TransferFormat>> = {
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".arrow": "arrow",
  ".feather": "arrow",
};

/** The format that a file's name tells. @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` */
export function formatOfFile(file: string): TransferFormat {
  const format = formatOf[extname(file).toLowerCase()];
  if (format !== undefined) return format;
  throw new InvalidArgumentError(`${file} does not say its format`, {
    advice: `Name the file ${Object.keys(formatOf).join(", ")}, or give the format.`,
  });
}
