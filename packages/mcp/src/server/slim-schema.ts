import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import * as z from "zod";

/** A schema that is told in as few tokens as it can be: without what every client assumes. `io`: of arguments, or of answers. */
export function slimSchema<Schema extends z.ZodObject>(
  schema: Schema,
  io: "input" | "output" = "input",
): StandardSchemaWithJSON<z.input<Schema>> {
  const json = slim(z.toJSONSchema(schema, { io })) as Record<string, unknown>;
  const standard = schema["~standard"];
  return {
    "~standard": { ...standard, jsonSchema: { input: () => json, output: () => json } },
  } as StandardSchemaWithJSON<z.input<Schema>>;
}

/** Without the dialect, which is the protocol's own, and without leave for more fields, which is the default. */
function slim(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(slim);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, item]) =>
      key !== "$schema" &&
      key !== "maxLength" &&
      !(key === "additionalProperties" && isEmpty(item)) &&
      !(key === "properties" && isEmpty(item)),
  );
  return Object.fromEntries(kept.map(([key, item]) => [key, slim(item)]));
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
