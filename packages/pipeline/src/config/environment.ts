import type { StemmaConfigInput } from "./config-schema.js";

/** The environment variables that configure the pipeline, as configuration; unset ones are absent. */
export function configFromEnvironment(environment: NodeJS.ProcessEnv): StemmaConfigInput {
  const given = {
    stateDir: environment["STEMMA_STATE_DIR"],
    graph: environment["STEMMA_GRAPH"],
    chroma: environment["STEMMA_CHROMA"],
    versions: environment["STEMMA_VERSIONS"],
    collection: environment["STEMMA_COLLECTION"],
    llm: llmIn(environment),
    workers: numberIn(environment["STEMMA_WORKERS"]),
    timeoutMs: numberIn(environment["STEMMA_TIMEOUT_MS"]),
    venv: environment["STEMMA_VENV"],
    cleartext: listIn(environment["STEMMA_CLEARTEXT"]),
  };
  const isGiven = ([, value]: [string, unknown]): boolean => value !== undefined && value !== "";
  return Object.fromEntries(Object.entries(given).filter(isGiven));
}

function llmIn(environment: NodeJS.ProcessEnv): Record<string, string> | undefined {
  const given = {
    provider: environment["STEMMA_LLM_PROVIDER"],
    model: environment["STEMMA_LLM_MODEL"],
    baseUrl: environment["STEMMA_LLM_BASE_URL"],
  };
  const set = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return set.length === 0 ? undefined : Object.fromEntries(set);
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined || text === "" ? undefined : Number(text);
}

function listIn(text: string | undefined): string[] | undefined {
  return text
    ?.split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Secrets for the servers; kept apart from the configuration, which is shown and logged. */
export interface ServerSecrets {
  readonly graphUser: string;
  readonly graphPassword: string;
  readonly chromaToken: string | undefined;
  readonly versionsPassword: string | undefined;
}

/** The secrets in the environment; Neo4j's own default user where none is named. */
export function secretsFromEnvironment(environment: NodeJS.ProcessEnv): ServerSecrets {
  return {
    graphUser: environment["STEMMA_GRAPH_USER"] ?? "neo4j",
    graphPassword: environment["STEMMA_GRAPH_PASSWORD"] ?? "",
    chromaToken: environment["STEMMA_CHROMA_TOKEN"],
    versionsPassword: environment["STEMMA_VERSIONS_PASSWORD"],
  };
}
