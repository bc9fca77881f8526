import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";

const folder = fileURLToPath(new URL("../../schemas", import.meta.url));
const wordsOf = /^stemma (.+) --json$/u;
/** Commands that print a document a line. */
const inLines = new Set(["watch"]);

/** By the words that call it, what a command prints with `--json`; read when it is first needed. */
let validators: ReadonlyMap<string, ValidateFunction> | undefined;

function readValidators(): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  return new Map(
    readdirSync(folder).map((file) => {
      const schema = JSON.parse(readFileSync(join(folder, file), "utf8")) as { readonly title: string };
      return [wordsOf.exec(schema.title)?.[1] ?? "", ajv.compile(schema)];
    }),
  );
}

function schemas(): ReadonlyMap<string, ValidateFunction> {
  validators ??= readValidators();
  return validators;
}

/** The commands that have a schema. */
export function documentedCommands(): string[] {
  return [...schemas().keys()].sort();
}

/** The command that the arguments call, of those that have a schema. */
function commandIn(args: readonly string[]): string | undefined {
  for (const [at, word] of args.entries())
    for (const name of [`${word} ${args[at + 1] ?? ""}`, word]) if (schemas().has(name)) return name;
  return undefined;
}

/**
 * The command whose schema fits what was printed; `undefined` where no JSON was asked for or printed. Unknown keys do not fit.
 *
 * @throws Error that says where it does not
 */
export function checkJson(args: readonly string[], stdout: string): string | undefined {
  const command = args.includes("--json") && stdout.trim() !== "" ? commandIn(args) : undefined;
  // Records on standard output are not the command's own document.
  if (command === undefined || (command === "collection export" && !stdout.startsWith("{\n")))
    return undefined;
  const fits = schemas().get(command);
  const documents = inLines.has(command) ? stdout.trim().split("\n") : [stdout];
  for (const document of documents) {
    if (fits?.(JSON.parse(document)) === true) continue;
    const faults = fits?.errors?.map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
    throw new Error(
      `stemma ${args.join(" ")} printed what its schema does not say:\n${faults?.join("\n")}\n${document}`,
    );
  }
  return command;
}
