import { isDeepStrictEqual } from "node:util";
import { InvalidArgumentError } from "@stemma/core";
import { applyEdits, modify, type ParseError, parse as parseJson } from "jsonc-parser";
import { parse as parseToml } from "smol-toml";
import type { AssistantClient, PlacedEntry, ServerEntry } from "./clients.js";

/** What the server is called in the clients' files. */
const SERVER_NAME = "stemma";

type Values = Readonly<Record<string, unknown>>;

/**
 * A client's file with the entry in it, in place of an earlier one; everything else, comments too, stays as it is.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a file that can't be read as what it is, or that could not be changed alone there
 */
export function withEntry(text: string, { client, file, entry }: PlacedEntry): string {
  const { format, table } = client;
  const read = format === "json" ? readJson : readToml;
  const before = read(text, file);
  const changed = format === "json" ? jsonWith(text, client, entry) : tomlWith(text, client, entry);
  if (!isDeepStrictEqual(others(before, table), others(read(changed, file), table)))
    throw new InvalidArgumentError(`${file} could not be changed without changing more than the entry`, {
      advice: "Put the entry there by hand; --dry-run prints it.",
    });
  return changed;
}

function jsonWith(text: string, { table, more }: AssistantClient, { command, args }: ServerEntry): string {
  const indentation = /^([ \t]+)\S/mu.exec(text)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indentation.startsWith("\t"),
    tabSize: indentation.startsWith("\t") ? 1 : indentation.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  const start = text.trim() === "" ? "{}\n" : text;
  const value = { ...more, command, args };
  return applyEdits(start, modify(start, [table, SERVER_NAME], value, { formattingOptions }));
}

/** The table is replaced from its head to the next one's, or put at the end. */
function tomlWith(text: string, { table }: AssistantClient, { command, args }: ServerEntry): string {
  const head = `[${table}.${SERVER_NAME}]`;
  // A text in JSON is one in TOML.
  const list = args.map((each) => JSON.stringify(each)).join(", ");
  const own = `${head}\ncommand = ${JSON.stringify(command)}\nargs = [${list}]\n`;
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.trim() === head);
  if (at === -1) return text.trim() === "" ? own : `${text.replace(/\n*$/u, "\n\n")}${own}`;
  const length = lines.slice(at + 1).findIndex((line) => line.trimStart().startsWith("["));
  const rest = length === -1 ? [] : lines.slice(at + 1 + length);
  return [...lines.slice(0, at), own, ...rest].join("\n");
}

function readJson(text: string, file: string): Values {
  if (text.trim() === "") return {};
  const errors: ParseError[] = [];
  const value: unknown = parseJson(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isTable(value))
    throw new InvalidArgumentError(`${file} is no JSON object, comments allowed`, {
      advice: "Mend it, or name another client.",
    });
  return value;
}

function readToml(text: string, file: string): Values {
  try {
    return parseToml(text);
  } catch (cause) {
    throw new InvalidArgumentError(`${file} is no TOML`, {
      cause,
      advice: "Mend it, or name another client.",
    });
  }
}

/** All that the file says but the entry. */
function others(values: Values, table: string): Values {
  const servers = values[table];
  const rest = isTable(servers)
    ? Object.fromEntries(Object.entries(servers).filter(([name]) => name !== SERVER_NAME))
    : {};
  // A table that is made for the entry says nothing else.
  return { ...values, [table]: rest };
}

function isTable(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
