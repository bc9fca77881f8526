import { withoutUndefined } from "@stemma/core";
import type { LanguageModel } from "ai";
import type { BatchDesk } from "../batch/batch-desk.js";
import { batchingFetch } from "../batch/batching-fetch.js";
import { LlmKeyMissingError } from "../errors/llm-key-missing-error.js";
import { LlmPackageMissingError } from "../errors/llm-package-missing-error.js";

/** Services that a model may come from. */
export const LANGUAGE_MODEL_SERVICES = ["openai-compatible", "anthropic", "google"] as const;

/** One of {@link LANGUAGE_MODEL_SERVICES}. */
export type LanguageModelService = (typeof LANGUAGE_MODEL_SERVICES)[number];

/** Which model of which service. */
export interface LanguageModelChoice {
  readonly service: LanguageModelService;
  /** The model's name at the service. */
  readonly model: string;
  /** Needed for `openai-compatible`; the others know their own. */
  readonly baseUrl?: string | undefined;
  /** Environment that keys are read from. `process.env` by default. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Where calls are to be made in batches; Google's are not. */
  readonly batches?: BatchDesk | undefined;
}

/** A model and the secret that its errors must not hold. */
export interface OpenedLanguageModel {
  readonly model: LanguageModel;
  readonly secrets: readonly string[];
  /** Whether its service keeps answers to a schema; that of Anthropic does it by a tool, whose answers are no text. */
  readonly takesSchema: boolean;
}

/** For every service. */
const OWN_VARIABLE = "STEMMA_LLM_API_KEY";
/** The services' own variables: only for the services' own addresses, so that no key is sent to another one. */
const SERVICE_VARIABLES = {
  "openai-compatible": [],
  anthropic: ["ANTHROPIC_API_KEY"],
  google: ["GOOGLE_GENERATIVE_AI_API_KEY", "GEMINI_API_KEY"],
} as const satisfies Record<LanguageModelService, readonly string[]>;

/**
 * Opens a model. The package that speaks with the service is loaded only here; it is an optional peer.
 *
 * @throws {@link LlmKeyMissingError} where a service needs a key (all but `openai-compatible`).
 * @throws {@link LlmPackageMissingError} where the service's package is not installed.
 */
export async function openLanguageModel(choice: LanguageModelChoice): Promise<OpenedLanguageModel> {
  const { service, model, baseUrl, batches } = choice;
  const apiKey = findKey(choice);
  const secrets = apiKey === undefined ? [] : [apiKey];
  const fetch =
    batches === undefined || service === "google"
      ? withoutRedirects
      : batchingFetch(service, batches, withoutRedirects);
  const settings = withoutUndefined({ fetch, apiKey, baseURL: baseUrl });
  switch (service) {
    case "openai-compatible": {
      const { createOpenAICompatible } = await load(
        service,
        "@ai-sdk/openai-compatible",
        () => import("@ai-sdk/openai-compatible"),
      );
      // Without being asked, servers of this protocol don't count the tokens of a stream.
      const asked = { name: service, includeUsage: true, supportsStructuredOutputs: true };
      const server = createOpenAICompatible({ baseURL: "", ...settings, ...asked });
      return { model: server(model), secrets, takesSchema: true };
    }
    case "anthropic": {
      const { createAnthropic } = await load(service, "@ai-sdk/anthropic", () => import("@ai-sdk/anthropic"));
      return { model: createAnthropic(settings)(model), secrets, takesSchema: false };
    }
    case "google": {
      const { createGoogleGenerativeAI } = await load(
        service,
        "@ai-sdk/google",
        () => import("@ai-sdk/google"),
      );
      return { model: createGoogleGenerativeAI(settings)(model), secrets, takesSchema: true };
    }
  }
}

/**
 * A key is for the address that was configured: a server that sends the call elsewhere would send the key along, since Node
 * takes only `Authorization` from a redirected request, and the prompt in any case.
 */
const withoutRedirects: typeof globalThis.fetch = (input, init) =>
  globalThis.fetch(input, { ...init, redirect: "error" });

function findKey({ service, baseUrl, environment = process.env }: LanguageModelChoice): string | undefined {
  const variables = [OWN_VARIABLE, ...(baseUrl === undefined ? SERVICE_VARIABLES[service] : [])];
  const key = variables.map((name) => environment[name]).find((value) => value !== undefined && value !== "");
  if (key === undefined && service !== "openai-compatible") throw new LlmKeyMissingError(service, variables);
  return key;
}

async function load<Module>(
  service: LanguageModelService,
  packageName: string,
  importPackage: () => Promise<Module>,
): Promise<Module> {
  try {
    return await importPackage();
  } catch (error) {
    throw new LlmPackageMissingError(service, packageName, error);
  }
}
