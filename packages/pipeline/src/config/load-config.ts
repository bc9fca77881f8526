import { z } from "zod";
import { ConfigError } from "../errors/config-error.js";
import { saysTrust } from "../trust/says-trust.js";
import { isTrustedFile } from "../trust/trusted-files.js";
import { requireSafeTransport } from "./cleartext.js";
import { findConfigFile } from "./config-file.js";
import { configSchema, type StemmaConfig, type StemmaConfigInput } from "./config-schema.js";
import { configFromEnvironment } from "./environment.js";
import { permittedSettings } from "./untrusted-settings.js";

/** What a caller says of the tree: configuration, and whether to trust the tree's own. */
export interface ProjectFlags extends StemmaConfigInput {
  /** For this call; default: by the variable STEMMA_TRUST, else by what the user said with `stemma trust`. */
  readonly trust?: boolean | undefined;
}

/** Where each part of the configuration came from, weakest first. */
export interface LoadedConfig {
  readonly config: StemmaConfig;
  /** The configuration file that was found, if any. */
  readonly file: string | null;
  /** Settings of the file that are not used, since nobody has said to trust it; all of a program's. */
  readonly withheld: readonly string[];
  /** The caller trusts the tree, whatever is known of it. */
  readonly isTrusted: boolean;
}

/**
 * Flags over environment over the tree's own file over defaults; a flag that is `undefined` was not given. Of a tree that
 * nobody has said to trust no program is run, and only settings are used that stay in the tree.
 *
 * @throws {@link ConfigError} `CONFIG_INVALID` for a file that can't be read, an unknown key, or a value out of range; names the key.
 * @throws {@link CleartextError} `CREDENTIAL_IN_CLEAR` where a password or token would leave the machine in the clear
 */
export async function loadConfig(
  root: string,
  { trust, ...flags }: ProjectFlags = {},
  environment: NodeJS.ProcessEnv = process.env,
): Promise<LoadedConfig> {
  const isTrusted = saysTrust({ trust }, environment);
  const fromEnvironment = configFromEnvironment(environment);
  const hasServer = (flags.chroma ?? fromEnvironment.chroma) !== undefined;
  const {
    file,
    used: fromFile,
    withheld,
  } = await settingsOfTree(root, { isTrusted, hasServer, environment });
  const merged = { ...fromFile, ...fromEnvironment, ...definedOf(flags) };
  // One variable for the model must not undo what the file says of it.
  const llm = { ...fromFile.llm, ...fromEnvironment.llm, ...flags.llm };
  if (Object.keys(llm).length > 0) merged.llm = llm;
  const config = configSchema.parse(validate(merged, "the flags and environment variables"));
  requireSafeTransport(config, environment);
  return { config, file, withheld, isTrusted };
}

async function settingsOfTree(
  root: string,
  {
    isTrusted,
    hasServer,
    environment,
  }: { isTrusted: boolean; hasServer: boolean; environment: NodeJS.ProcessEnv },
): Promise<{ file: string | null; used: StemmaConfigInput; withheld: readonly string[] }> {
  const found = findConfigFile(root);
  if (found === null) return { file: null, used: {}, withheld: [] };
  const { path: file, isProgram } = found;
  const mayAll = isTrusted || (await isTrustedFile(found, environment));
  if (isProgram && !mayAll) return { file, used: {}, withheld: ["all of it: it is a program"] };
  const said = validate(await found.read(), file);
  if (mayAll) return { file, used: said, withheld: [] };
  return { file, ...permittedSettings(said, { root, hasServer }) };
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
