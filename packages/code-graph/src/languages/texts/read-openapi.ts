import type { TextPart, TextParts } from "./text-part.js";
import { entriesOf, linesAround, readYaml, textOf, valueOf } from "./yaml-map.js";

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** A description of an interface (OpenAPI, Swagger) by its operations and schemas. */
export function readOpenApi(text: string): TextParts {
  const { root, hasSyntaxError } = readYaml(text);
  const info = valueOf(root, "info");
  const parts: TextPart[] = [];
  for (const { key: path, value: item } of entriesOf(valueOf(root, "paths")))
    for (const entry of entriesOf(item)) {
      if (!METHODS.has(entry.key)) continue;
      const name = `${entry.key.toUpperCase()} ${path}`;
      const id = textOf(valueOf(entry.value, "operationId"));
      const docstring = saidOf(entry.value, ["summary", "description"]);
      const signature = id === null ? name : `${name} (${id})`;
      parts.push({ name, kind: "operation", parent: -1, ...linesAround(text, entry), signature, docstring });
    }
  const schemas = [valueOf(valueOf(root, "components"), "schemas"), valueOf(root, "definitions")];
  for (const entry of schemas.flatMap(entriesOf)) {
    const docstring = saidOf(entry.value, ["title", "description"]);
    const { key: name } = entry;
    parts.push({
      name,
      kind: "schema",
      parent: -1,
      ...linesAround(text, entry),
      signature: `${name}:`,
      docstring,
    });
  }
  return { docstring: saidOf(info, ["title", "description"]), parts, hasSyntaxError };
}

function saidOf(map: unknown, keys: readonly string[]): string | null {
  const said = keys.flatMap((key) => textOf(valueOf(map, key)) ?? []).join("\n\n");
  return said === "" ? null : said;
}
