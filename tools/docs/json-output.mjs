import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as TJS from "typescript-json-schema";
import { z } from "zod";
import { configSchema } from "../../packages/pipeline/dist/config/config-schema.js";

const folder = "packages/cli/schemas";

/**
 * A JSON Schema for what each command prints with `--json`, made of the type `JsonOutputs` that the commands are held to, and a page
 * that lists them.
 *
 * @returns {Record<string, { text: string, problems: string[] }>}
 */
export function jsonOutputPages(root) {
  const { properties, definitions } = readOutputs(root);
  const schemas = Object.entries(properties).map(([words, property]) => ({
    words,
    file: `${words.replaceAll(" ", "-")}.json`,
    property,
  }));
  const pages = schemas.map(({ words, file, property }) => [
    `${folder}/${file}`,
    { text: `${JSON.stringify(schemaOf(words, property, definitions), null, 2)}\n`, problems: [] },
  ]);
  const names = new Set(schemas.map(({ file }) => file));
  const left = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const problems = left
    .filter((file) => !names.has(file))
    .map((file) => `${folder}/${file} is of no command`);
  return {
    ...Object.fromEntries(pages),
    "docs/json-output.md": { text: pageOf(schemas, definitions), problems },
  };
}

/** The commands as properties, and the types that they name; of other packages what is built. */
function readOutputs(root) {
  const file = join(root, "packages/cli/src/json/json-outputs.ts");
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: "es2023",
    module: "esnext",
    // Types have their names alone; with nodenext's a path goes before them.
    moduleResolution: "bundler",
    skipLibCheck: true,
    types: ["node"],
  };
  const program = TJS.getProgramFromFiles([file], options, root);
  const settings = { required: true, noExtraProps: true, ignoreErrors: true, strictNullChecks: true };
  const generator = TJS.buildGenerator(program, settings);
  if (generator === null) throw new Error(`${file} can't be read`);
  keepIntersections(generator);
  const { properties, definitions } = withDictionaries(generator);
  const plain = (value) => withPlainReferences(value, definitions);
  const { $schema: _, ...config } = z.toJSONSchema(configSchema, {
    target: "draft-7",
    unrepresentable: "any",
  });
  const outputs = plain(properties);
  // The library loses its way in what zod infers; zod knows.
  outputs.config.properties.config = config;
  return { properties: outputs, definitions: plain(definitions) };
}

/** The library gives a reference for a part of an intersection that it has met before, and then leaves its keys out. */
function keepIntersections(generator) {
  const original = generator.getTypeDefinition.bind(generator);
  generator.getTypeDefinition = (...args) => {
    const definition = original(...args);
    const [, , , , , , isPart] = args;
    const name = isPart === true ? nameIn(definition.$ref) : undefined;
    return (name !== undefined && generator.reffedDefinitions[name]) || definition;
  };
}

/** The schema of all commands; with the types of dictionaries' values, which the library leaves out. */
function withDictionaries(generator) {
  const { properties = {}, definitions = {} } = generator.getSchemaForSymbol("JsonOutputs");
  const kinds = Object.keys(definitions).flatMap((name) => kindsOf(name) ?? []);
  for (const kind of kinds) {
    if (!/^[A-Z]\w*$/.test(kind) || kind in definitions) continue;
    const { $schema: _, definitions: others, ...schema } = generator.getSchemaForSymbol(kind);
    Object.assign(definitions, others, { [kind]: schema });
  }
  return { properties, definitions };
}

/** Types with parameters stand where they are used. */
function withPlainReferences(value, definitions) {
  if (Array.isArray(value)) return value.map((each) => withPlainReferences(each, definitions));
  if (typeof value !== "object" || value === null) return value;
  // So the library writes a bigint.
  if (value.type === "number" && value.properties !== undefined) return { type: "integer" };
  const name = nameIn(value.$ref);
  if (name === undefined || /^\w+$/.test(name))
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, withPlainReferences(each, definitions)]),
    );
  const { $ref: _, ...rest } = value;
  const kinds = kindsOf(name);
  const dictionary = { type: "object", additionalProperties: { anyOf: kinds?.map(schemaOfKind) } };
  return {
    ...(kinds === undefined ? withPlainReferences(definitions[name], definitions) : dictionary),
    ...rest,
  };
}

/** What a dictionary holds, by its name, such as `Record<string,number|undefined>`; the library takes it for an object without keys. */
function kindsOf(name) {
  const type = /^(?:Readonly<)?Record<string,([\w|]+)>+$/.exec(name)?.[1];
  return type?.split("|").filter((kind) => kind !== "undefined");
}

function schemaOfKind(kind) {
  if (["string", "number", "boolean", "null"].includes(kind)) return { type: kind };
  return { $ref: `#/definitions/${kind}` };
}

function nameIn(reference) {
  const name = /^#\/definitions\/(.+)$/.exec(reference ?? "")?.[1];
  return name === undefined ? undefined : decodeURIComponent(name);
}

function schemaOf(words, property, definitions) {
  const used = reachable(property, definitions);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `stemma ${words} --json`,
    ...property,
    ...(used.length === 0
      ? {}
      : { definitions: Object.fromEntries(used.map((name) => [name, definitions[name]])) }),
  };
}

/** Names of the definitions that a schema refers to, and those that these refer to. */
function reachable(schema, definitions) {
  const found = new Set();
  const look = (value) => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      const key = decodeURIComponent(name);
      if (found.has(key)) continue;
      found.add(key);
      look(definitions[key]);
    }
  };
  look(schema);
  return [...found].sort();
}

function pageOf(schemas, definitions) {
  const rows = schemas.map(({ words, file, property }) => {
    const cells = [`\`stemma ${words}\``, property.description ?? "", keysOf(property, definitions)];
    return `| ${cells.join(" | ").replaceAll("\n", " ")} | [schema](../${folder}/${file}) |`;
  });
  return `# What commands print with \`--json\`

One JSON document on standard output; progress, logs and errors go to standard error, and the exit code says how it ended. Each has a JSON
Schema, in \`schemas/\` of \`@stemma/cli\` (\`require.resolve("@stemma/cli/schemas/search.json")\`). A schema is that of the version it
comes with: later ones may add keys. \`stemma watch\` prints a document a line. Integers are written with all their digits. (Made by
\`tools/docs\` from the types that the commands are compiled against; the tests hold all that is printed to the schemas.)

| command | what | keys | |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

/** The keys of the document; those of each form where it has several. */
function keysOf(schema, definitions) {
  const named = nameIn(schema.$ref);
  if (named !== undefined) return keysOf(definitions[named], definitions);
  if (schema.anyOf !== undefined)
    return [...new Set(schema.anyOf.map((each) => keysOf(each, definitions)))].join("; or ");
  return Object.keys(schema.properties ?? {})
    .map((key) => `\`${key}\``)
    .join(", ");
}
