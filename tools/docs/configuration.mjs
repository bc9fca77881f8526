import { z } from "zod";
import { configSchema } from "../../packages/pipeline/dist/config/config-schema.js";
import { configFromEnvironment } from "../../packages/pipeline/dist/config/environment.js";

/** @returns {Record<string, any>} what a configuration file may hold, for editors */
function schema() {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" });
  return { $schema, title: "Configuration of Stemma", ...rest };
}

/** The variable that sets a key, found by setting it. */
function variableOf(path) {
  const name = `STEMMA_${path.map((part) => part.replaceAll(/([A-Z])/g, "_$1").toUpperCase()).join("_")}`;
  const set = path.reduce((value, key) => value?.[key], configFromEnvironment({ [name]: "1" }));
  return set === undefined ? "" : `\`${name}\``;
}

function kindOf({ type, enum: values, items, anyOf }) {
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(", ");
  if (type === "array") return `list of ${items.type}s`;
  return type ?? anyOf?.map(kindOf).join(" or ") ?? "";
}

function rowsOf(properties, path = []) {
  return Object.entries(properties).flatMap(([key, property]) => {
    const place = [...path, key];
    const isGroup = property.properties !== undefined && property.additionalProperties === false;
    const standard =
      property.default === undefined || isGroup ? "" : `\`${JSON.stringify(property.default)}\``;
    const cells = [`\`${place.join(".")}\``, isGroup ? "" : kindOf(property), standard, variableOf(place)];
    const row = `| ${[...cells, (property.description ?? "").replaceAll("|", "\\|")].join(" | ")} |`;
    return [row, ...(isGroup ? rowsOf(property.properties, place) : [])];
  });
}

/** All keys of a configuration file, and the same as a JSON Schema. */
export function configurationPages() {
  const described = schema();
  const text = `# Configuration

\`stemma.config.json\` (or \`.js\`, \`.mjs\` with a default export) at the root of the tree; every key may be left out, an unknown one is an
error. Flags come before variables, these before the file. Secrets are read from variables alone. A file that a tree brings along
counts only after \`stemma trust\` ([SECURITY.md](../SECURITY.md)); \`include\`, \`exclude\`, \`workers\`, \`timeoutMs\` and \`budget\` count
always. \`stemma config\` prints what is in force. (Made by \`tools/docs\` from the schema that checks the file.)

Editors complete and check it with

\`\`\`json
{ "$schema": "./node_modules/@stemma/pipeline/stemma.config.schema.json" }
\`\`\`

| key | value | default | variable | |
| --- | --- | --- | --- | --- |
${rowsOf(described.properties).join("\n")}
`;
  return {
    "docs/configuration.md": { text, problems: [] },
    "packages/pipeline/stemma.config.schema.json": {
      text: `${JSON.stringify(described, null, 2)}\n`,
      problems: [],
    },
  };
}
