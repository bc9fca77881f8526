import { CleartextError } from "../errors/cleartext-error.js";
import { ConfigError } from "../errors/config-error.js";
import type { StemmaConfig } from "./config-schema.js";
import type { SecondEmbedder } from "./embedder-schema.js";
import { secretsFromEnvironment } from "./environment.js";

/** A secret on its way to an address. */
interface Transport {
  readonly what: string;
  readonly secret: string | undefined;
  readonly url: string | undefined;
  /** How the same place is reached with TLS. */
  readonly instead: string;
}

const ENCRYPTED = new Set(["https:", "neo4j+s:", "neo4j+ssc:", "bolt+s:", "bolt+ssc:"]);

/**
 * Refuses a configuration by which a password or token would be read by everybody on its way. Without a secret, and on this
 * machine, any address will do; `cleartext` names hosts where the user takes it upon themselves.
 *
 * @throws {@link CleartextError} `CREDENTIAL_IN_CLEAR`
 */
export function requireSafeTransport(config: StemmaConfig, environment: NodeJS.ProcessEnv): void {
  const { graphPassword, chromaToken, versionsPassword } = secretsFromEnvironment(environment);
  const versions = config.versions?.startsWith("mysql:") === true ? config.versions : undefined;
  const transports: Transport[] = [
    {
      what: "STEMMA_GRAPH_PASSWORD",
      secret: graphPassword,
      url: config.graph,
      instead: "neo4j+s:// or bolt+s://",
    },
    { what: "STEMMA_CHROMA_TOKEN", secret: chromaToken, url: config.chroma, instead: "https://" },
    { what: "STEMMA_VERSIONS_PASSWORD", secret: versionsPassword, url: versions, instead: "?tls=true" },
    {
      what: "STEMMA_LLM_API_KEY",
      secret: environment["STEMMA_LLM_API_KEY"],
      url: config.llm.baseUrl,
      instead: "https://",
    },
    ...embedderTransports(config.embedder.second, environment),
  ];
  for (const transport of transports) requirePrivate(transport, config.cleartext);
}

function embedderTransports(second: SecondEmbedder, environment: NodeJS.ProcessEnv): Transport[] {
  if (second === null || second === "minilm") return [];
  const { apiKeyVariable: what, endpoint: url } = second;
  return [{ what, secret: environment[what], url, instead: "https://" }];
}

/** As {@link requireSafeTransport}, for the token of a Chroma server that is named besides the configuration. */
export function requireSafeToken(url: string, token: string | undefined, allowed: readonly string[]): void {
  requirePrivate({ what: "STEMMA_CHROMA_TOKEN", secret: token, url, instead: "https://" }, allowed);
}

function requirePrivate({ what, secret, url, instead }: Transport, allowed: readonly string[]): void {
  if (url === undefined || secret === undefined || secret === "") return;
  if (!URL.canParse(url)) throw new ConfigError(`${JSON.stringify(url)} is no address`);
  const { protocol, hostname, host, searchParams } = new URL(url);
  if (ENCRYPTED.has(protocol) || (protocol === "mysql:" && searchParams.get("tls") === "true")) return;
  if (isLoopback(hostname) || allowed.includes(hostname)) return;
  throw new CleartextError(
    what,
    `${protocol}//${host}`,
    `Use TLS (${instead}). Where the network itself is private: "cleartext": ["${hostname}"] in the configuration, or STEMMA_CLEARTEXT=${hostname}.`,
  );
}

/** Whether a host is this machine, by a name or number that no network can give to another one. */
export function isLoopback(hostname: string): boolean {
  const name = hostname
    .toLowerCase()
    .replace(/^\[|\]$/gu, "")
    .replace(/\.$/u, "");
  return (
    name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(\.\d{1,3}){3}$/u.test(name)
  );
}
