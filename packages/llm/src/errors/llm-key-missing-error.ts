import { LlmError } from "./llm-error.js";

/** A service that needs a key was chosen and there is none in the environment, code `"LLM_KEY_MISSING"`. */
export class LlmKeyMissingError extends LlmError {
  constructor(provider: string, variables: readonly string[]) {
    super(`The provider "${provider}" needs a key, and none of ${variables.join(", ")} is set`, {
      code: "LLM_KEY_MISSING",
      advice: `Set ${variables[0] ?? "the key"} in the environment; keys are never read from files or flags.`,
    });
  }
}
