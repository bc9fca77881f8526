import { LlmError } from "./llm-error.js";

/** The package that speaks with a service is not installed, code `"LLM_PACKAGE_MISSING"`. */
export class LlmPackageMissingError extends LlmError {
  constructor(provider: string, packageName: string, cause: unknown) {
    super(`The provider "${provider}" needs the package ${packageName}, which can't be loaded`, {
      code: "LLM_PACKAGE_MISSING",
      advice: `Install it: npm install ai ${packageName}`,
      cause,
    });
  }
}
