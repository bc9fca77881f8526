import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { ConfigError } from "../errors/config-error.js";
import { configSchema, type StemmaConfig, type StemmaConfigInput } from "./config-schema.js";
import { configFromEnvironment } from "./environment.js";

const fileNames = ["stemma.config.json", "stemma.config.js", "stemma.config.mjs"] as const;

/** Where each part of the configuration came from, weakest first. */
export interface LoadedConfig {
  readonly config: StemmaConfig;
  /** The configuration file that was read, if any. */
  readonly file: string | null;
}

/**
 * Flags over environment over the tree's own file over defaults; a flag that is `undefined` was not given.
 *
 * @throws ConfigError for a file that can't be read, an unknown key, or a value out of range; names the key.
 */
export async function loadConfig(
  root: string,
  flags: StemmaConfigInput = {},
  environment: NodeJS.ProcessEnv = process.env,
): Promise<LoadedConfig> {
  const file = fileNames.map((name) => join(root, name)).find((path) => existsSync(path)) ?? null;
  const fromFile = file === null ? {} : validate(await readConfigFile(file), file);
  const fromEnvironment = configFromEnvironment(environment);
  const merged = { ...fromFile, ...fromEnvironment, ...definedOf(flags) };
  // One variable for the model must not undo what the file says of it.
  const llm = { ...fromFile.llm, ...fromEnvironment.llm, ...flags.llm };
  if (Object.keys(llm).length > 0) merged.llm = llm;
  return { config: configSchema.parse(validate(merged, "the flags and environment variables")), file };
}

async function readConfigFile(file: string): Promise<unknown> {
  try {
    if (file.endsWith(".json")) return JSON.parse(await readFile(file, "utf8")) as unknown;
    const loaded = (await import(pathToFileURL(file).href)) as { default?: unknown };
    return loaded.default;
  } catch (cause) {
    throw new ConfigError(
      `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/** A flag that was not given must not undo what the file says. */
function definedOf(flags: StemmaConfigInput): StemmaConfigInput {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}

/** Checks without filling in defaults, so that a default never hides what a weaker source says. */
function validate(input: unknown, source: string): StemmaConfigInput {
  const checked = configSchema.safeParse(input);
  if (checked.success) return input as StemmaConfigInput;
  throw new ConfigError(`The configuration in ${source} is not valid:\n${z.prettifyError(checked.error)}`);
}
