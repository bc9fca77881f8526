import type { Collection } from "chromadb";

/** What a call came to, in a form in which two clients can be compared. */
export type Outcome = { readonly value: unknown } | { readonly error: string; readonly message?: string };

/** Runs a call to its end. */
export async function outcomeOf(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: comparable(await run()) };
  } catch (error) {
    const { name, message } = error as Error;
    const kind = `${(error as Error).constructor.name}/${name}`;
    // The client's own words are compared, a server's are not: they hold its address.
    return name === "ChromaValueError" || name === "Error" ? { error: kind, message } : { error: kind };
  }
}

/** Without what is another each time, numbers as the 32-bit floats that Chroma keeps, classes by their names. */
function comparable(value: unknown): unknown {
  // A server prints 0.1 for what is 0.10000000149011612 in 32 bits.
  if (typeof value === "number") return Math.fround(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  if (isCollection(value)) return comparableCollection(value);
  const fields = Object.entries(value).map(([key, each]) => [
    key,
    key === "id" ? idOf(each) : comparable(each),
  ]);
  const rows = hasRows(value) ? { rows: comparable(value.rows()) } : {};
  return { class: value.constructor.name, ...Object.fromEntries(fields), ...rows };
}

function idOf(value: unknown): unknown {
  return typeof value === "string" && /^[0-9a-f]{8}-/u.test(value) ? "<uuid>" : value;
}

function hasRows(value: object): value is { rows: () => unknown } {
  return "rows" in value && typeof value.rows === "function";
}

function isCollection(value: object): value is Collection {
  return "embeddingFunction" in value && "configuration" in value;
}

function comparableCollection(collection: Collection): unknown {
  const { name, tenant, database, metadata, configuration, embeddingFunction, schema } = collection;
  return {
    class: collection.constructor.name,
    name,
    tenant,
    database,
    metadata: comparable(metadata),
    configuration: comparable(configuration),
    hasEmbeddingFunction: embeddingFunction !== undefined,
    schema: comparable(schema?.serializeToJSON()),
  };
}
